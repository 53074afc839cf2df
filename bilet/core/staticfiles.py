"""Static files with hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    # Modules of an island import each other by plain names that the bundler has hashed already.
    manifest_strict = False

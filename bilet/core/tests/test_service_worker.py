"""The service worker and the page it shows without a network."""

import pytest


@pytest.fixture
def built(tmp_path, settings):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/sw.worker.js").write_text("self.works = true;")
    settings.STATICFILES_DIRS = [tmp_path]
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()
    yield
    finders.get_finder.cache_clear()


def test_it_is_served_from_the_root_to_everybody_and_never_kept_by_caches(client, built):
    response = client.get("/sw.js")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    assert response.content


@pytest.mark.django_db
def test_the_page_without_a_network_names_nobody(client):
    response = client.get("/offline/")

    assert response.status_code == 200
    assert "Связи нет" in response.content.decode() or "Нет связи" in response.content.decode()
    assert "csrftoken" not in response.cookies

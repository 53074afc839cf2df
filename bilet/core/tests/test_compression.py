"""What goes over the wire compressed, and what must not."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from bilet.core.middleware import compressed

LONG = "слово " * 200


def answered(response, accepts="gzip, br"):
    return compressed(lambda _request: response)(
        RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accepts)
    )


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "application/json", "text/javascript"]
)
def test_words_go_out_gzipped(kind):
    response = answered(HttpResponse(LONG, content_type=kind))
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(response.content).decode() == LONG
    assert len(response.content) < len(LONG)


def test_who_cannot_unpack_gets_it_plain():
    response = answered(HttpResponse(LONG), accepts="identity")
    assert response.content.decode() == LONG


@pytest.mark.parametrize(
    "response",
    [
        StreamingHttpResponse([LONG.encode()], content_type="video/mp4"),
        StreamingHttpResponse([LONG.encode()], content_type="text/vtt"),
        HttpResponse(LONG, content_type="application/pdf"),
    ],
)
def test_films_and_documents_keep_their_bytes(response):
    assert not answered(response).has_header("Content-Encoding")

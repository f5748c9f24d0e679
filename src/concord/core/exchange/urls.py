"""Where the doors of data exchange are."""

from django.urls import path

from concord.core.exchange.views import export, progress, records, refused, sources

app_name = "exchange"
urlpatterns = [
    path("", sources.sources, name="list"),
    path("connect/", sources.connect, name="connect"),
    path("export/", export.export, name="export"),
    path("feeds/<int:pk>/", sources.feed, name="feed"),
    path("feeds/<int:pk>/file/", sources.send, name="send"),
    path("feeds/<int:pk>/fetch/", sources.fetch, name="fetch"),
    path("feeds/<int:pk>/disconnect/", sources.disconnect, name="disconnect"),
    path("feeds/<int:pk>/records/", records.records, name="records"),
    path("feeds/<int:pk>/refused/", refused.refused, name="refused"),
    path("feeds/<int:pk>/refused/again/", refused.again, name="again"),
    path("feeds/<int:pk>/refused/table/", refused.table, name="table"),
    path("records/<int:pk>/", records.record, name="record"),
    path("refused/<int:pk>/", refused.mend, name="mend"),
    path("jobs/<int:pk>/", progress.job, name="job"),
    path("jobs/<int:pk>/stop/", progress.stop, name="stop"),
    path("jobs/<int:pk>/resume/", progress.resume, name="resume"),
]

"""Where the pages of scenarios are."""

from django.urls import path

from concord.core.studio.views import drafts, publishing, trying
from concord.core.studio.views.open import scenario, scenarios

app_name = "studio"
urlpatterns = [
    path("scenarios/", scenarios, name="scenarios"),
    path("scenarios/<str:code>/", scenario, name="scenario"),
    path("desk/studio/", drafts.drafts, name="drafts"),
    path("desk/studio/new/", drafts.begin, name="begin"),
    path("desk/studio/scenario/<str:code>/", publishing.versions, name="versions"),
    path("desk/studio/scenario/<str:code>/<int:number>/retire/", publishing.retire, name="retire"),
    path("desk/studio/<int:pk>/", drafts.draft, name="draft"),
    path("desk/studio/<int:pk>/move/", drafts.move, name="move"),
    path("desk/studio/<int:pk>/discard/", drafts.discard, name="discard"),
    path("desk/studio/<int:pk>/text/", trying.text, name="text"),
    path("desk/studio/<int:pk>/trial/", trying.trial, name="trial"),
    path("desk/studio/<int:pk>/walk/", trying.walk, name="walk"),
    path("desk/studio/<int:pk>/compare/", publishing.compare, name="compare"),
    path("desk/studio/<int:pk>/publish/", publishing.publish, name="publish"),
    path("desk/studio/<int:pk>/part/<slug:name>/", drafts.part, name="part"),
    path("desk/studio/<int:pk>/part/<slug:name>/<str:code>/", drafts.part, name="one"),
]

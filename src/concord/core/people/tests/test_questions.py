"""Questions whose SQL is kept: they answer as the queryset they were written from, each time for the day's truth."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from concord.core.people.models import Membership, Person
from concord.core.questions import Given, Question
from tests.ground.cast import Cast

HELD = Membership.objects.select_related("person", "role", "organisation__place", "place").order_by("pk")


def fields_of(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_question_answers_as_its_queryset_with_all_that_is_selected_along(cast: Cast) -> None:
    Person.objects.filter(pk=cast["alice"].pk).update(phone="13800000000")
    question = Question(HELD.filter(person=Given("person")))
    for name in ("alice", "mei", "zed"):
        person = cast[name].pk
        expected = list(HELD.filter(person=person))
        with CaptureQueriesContext(connection) as asked:
            found = question.rows(person=person)
            beside = [(one.person, one.role, one.organisation.place, one.place) for one in found]
        assert len(asked) == 1
        assert [fields_of(one) for one in found] == [fields_of(one) for one in expected]
        assert beside == [(one.person, one.role, one.organisation.place, one.place) for one in expected]
        assert [one[0].phone for one in beside] == [one.person.phone for one in expected]


def test_a_question_knows_no_yesterday(cast: Cast) -> None:
    question = Question(Membership.objects.filter(person=Given("person"), ends=None))
    held = question.rows(person=cast["alice"].pk)
    assert held
    Membership.objects.filter(person=cast["alice"]).update(ends=localdate() + timedelta(days=1))
    assert question.rows(person=cast["alice"].pk) == []


def test_what_does_not_exist_is_refused_as_by_its_model(cast: Cast) -> None:
    asked = Question(Person.objects.filter(pk=Given("pk")))
    assert asked.one(pk=cast["mei"].pk) == cast["mei"]
    with pytest.raises(Person.DoesNotExist):
        asked.one(pk=0)
    nobody: Question[Person] = Question(Person.objects.filter(pk=Given("pk"), pk__in=[]))
    with pytest.raises(ObjectDoesNotExist):
        nobody.one(pk=cast["mei"].pk)

"""The workbench's fictional year."""
from datetime import date

from django.core.management import call_command

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Group, Hub, Membership, Role, Run, SchoolYear

from . import fake_platform
from .conftest import COURSE


def test_demo_fills_the_hubs_and_may_be_repeated(db, person, tree):
    learners = [person(f"l{i}").id for i in range(6)]
    people = {"teachers": [person("t").id], "coordinators": {"ptolemaida": person("c").id}, "directorate": person("d").id}
    for _ in range(2):
        api.demo([api.Course(COURSE, "dokimi", "Δοκιμή")], learners, today=date(2026, 11, 1), **people)
    assert (Hub.objects.count(), Run.objects.count(), Group.objects.count(), Membership.objects.count()) == (5, 2, 4, 6)
    assert Role.objects.filter(kind=Role.TEACHER).count() == 4
    assert SchoolYear.objects.get().name == "2026-27"


def test_the_command(db, person):
    fake_platform.make_tree(COURSE)
    for name in ("anna", "maria", "kostas"):
        person(name)
    call_command("pekt_records_demo", course=[f"{COURSE}=dokimi=Δοκιμή"], learner=["anna"], teacher=["maria"],
                 coordinator=["kozani=kostas"], verbosity=0)
    assert Membership.objects.count() == 1


def test_the_school_year_turns_in_september(db):
    assert [api.school_year(day).name for day in (date(2027, 8, 31), date(2027, 9, 1))] == ["2026-27", "2027-28"]

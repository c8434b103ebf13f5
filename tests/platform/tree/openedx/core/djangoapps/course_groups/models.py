"""Cohorts in the platform's shape: what the records read of them."""
from django.contrib.auth import get_user_model
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

from .signals.signals import COHORT_MEMBERSHIP_UPDATED


class CourseUserGroup(models.Model):
    name = models.CharField(max_length=255)
    course_id = CourseKeyField(max_length=255)


class CourseCohort(models.Model):
    MANUAL = "manual"
    course_user_group = models.OneToOneField(CourseUserGroup, models.CASCADE)
    assignment_type = models.CharField(max_length=20)


class CourseCohortsSettings(models.Model):
    course_id = CourseKeyField(max_length=255, unique=True)
    is_cohorted = models.BooleanField(default=False)


class CohortMembership(models.Model):
    course_user_group = models.ForeignKey(CourseUserGroup, models.CASCADE)
    user = models.ForeignKey(get_user_model(), models.CASCADE)
    course_id = CourseKeyField(max_length=255)


class CourseUserGroupPartitionGroup(models.Model):
    course_user_group = models.OneToOneField(CourseUserGroup, models.CASCADE)
    partition_id = models.IntegerField()
    group_id = models.IntegerField()


def move(user, cohort):
    """Into a cohort, out of any other of the course; the signal comes last, as from the platform's ``add_user_to_cohort``."""
    CohortMembership.objects.update_or_create(user=user, course_id=cohort.course_id, defaults={"course_user_group": cohort})
    COHORT_MEMBERSHIP_UPDATED.send(sender=None, user=user, course_key=cohort.course_id)

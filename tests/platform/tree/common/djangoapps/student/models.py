"""Enrolments and profiles: tables and functions that the records use, with the events that openedx-events defines for them."""
from django.contrib.auth import get_user_model
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField
from openedx_events.learning.data import CourseData, CourseEnrollmentData, UserData, UserPersonalData
from openedx_events.learning.signals import COURSE_ENROLLMENT_CREATED, COURSE_UNENROLLMENT_COMPLETED

CLOSED: set[str] = set()
"""Courses whose enrolment is closed."""


class UserProfile(models.Model):
    user = models.OneToOneField(get_user_model(), models.CASCADE, related_name="profile")
    name = models.CharField(max_length=255)


class CourseEnrollment(models.Model):
    user = models.ForeignKey(get_user_model(), models.CASCADE)
    course_id = CourseKeyField(max_length=255)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    @classmethod
    def is_enrolled(cls, user, course_key):
        return cls.objects.filter(user=user, course_id=course_key, is_active=True).exists()

    @classmethod
    def enroll(cls, user, course_key, check_access=False):
        if check_access and cls.is_enrolled(user, course_key):
            raise AlreadyEnrolledError
        if check_access and str(course_key) in CLOSED:
            raise EnrollmentClosedError
        row, _ = cls.objects.update_or_create(user=user, course_id=course_key, defaults={"is_active": True})
        COURSE_ENROLLMENT_CREATED.send_event(enrollment=row.as_event())
        return row

    @classmethod
    def unenroll(cls, user, course_key):
        row = cls.objects.get(user=user, course_id=course_key)
        row.is_active = False
        row.save()
        COURSE_UNENROLLMENT_COMPLETED.send_event(enrollment=row.as_event())

    def as_event(self):
        personal = UserPersonalData(username=self.user.username, email=self.user.email, name=self.user.profile.name)
        return CourseEnrollmentData(user=UserData(id=self.user.id, is_active=self.user.is_active, pii=personal),
                                    course=CourseData(course_key=self.course_id), mode="audit", is_active=self.is_active,
                                    creation_date=self.created)


class CourseEnrollmentException(Exception):
    """Whatever keeps a person from being enrolled."""


class AlreadyEnrolledError(CourseEnrollmentException):
    """The platform refuses a second enrolment that checks access."""


class EnrollmentClosedError(CourseEnrollmentException):
    """The course's enrolment has not opened, or is over."""

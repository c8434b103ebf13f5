"""The platform's functions for cohorts, with the errors they raise: one cohort for a learner in a course."""
from .models import CohortMembership, CourseCohort, CourseCohortsSettings, CourseUserGroup, move


def is_course_cohorted(course_key):
    return CourseCohortsSettings.objects.filter(course_id=course_key, is_cohorted=True).exists()


def set_course_cohorted(course_key, cohorted):
    CourseCohortsSettings.objects.update_or_create(course_id=course_key, defaults={"is_cohorted": cohorted})


def is_cohort_exists(course_key, name):
    return CourseUserGroup.objects.filter(course_id=course_key, name=name).exists()


def get_cohort_by_name(course_key, name):
    return CourseUserGroup.objects.get(course_id=course_key, name=name)


def add_cohort(course_key, name, assignment_type):
    if is_cohort_exists(course_key, name):
        raise ValueError("You cannot create two cohorts with the same name")
    cohort = CourseUserGroup.objects.create(course_id=course_key, name=name)
    CourseCohort.objects.create(course_user_group=cohort, assignment_type=assignment_type)
    return cohort


def get_cohort(user, course_key, assign=True):
    member = CohortMembership.objects.filter(user=user, course_id=course_key).first()
    if not is_course_cohorted(course_key) or (member is None and not assign):
        return None
    return member.course_user_group


def add_user_to_cohort(cohort, user):
    before = CohortMembership.objects.filter(user=user, course_id=cohort.course_id).first()
    if before and before.course_user_group == cohort:
        raise ValueError(f"User {user.username} already present in cohort {cohort.name}")
    move(user, cohort)
    return user, before and before.course_user_group.name, False

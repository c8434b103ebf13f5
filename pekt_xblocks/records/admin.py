"""The register in Django's own administration, for the Directorate; what is computed or witnessed is read there, never typed."""
from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Attestation, Equipment, Export, Group, Hub, Module, Retention, Role, Run, School, SchoolYear


@admin.register(Hub)
class HubAdmin(admin.ModelAdmin):
    list_display = ("code", "name_el", "municipality_el", "active_since")


@admin.register(SchoolYear)
class SchoolYearAdmin(admin.ModelAdmin):
    list_display = ("name", "starts", "ends")


@admin.register(Module)
class ModuleAdmin(admin.ModelAdmin):
    list_display = ("slug", "title_el", "version", "needs_percent", "needs_score", "needs_visits", "needs_sign_offs")


@admin.register(Run)
class RunAdmin(admin.ModelAdmin):
    list_display = ("module", "hub", "year", "course_key", "state")
    list_filter = ("hub", "year", "state")


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "municipality")


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ("name", "run", "school", "size")
    list_filter = ("run__hub", "run__year")


@admin.register(Equipment)
class EquipmentAdmin(admin.ModelAdmin):
    list_display = ("hub", "kind", "name", "quantity", "state")
    list_filter = ("hub", "kind", "state")


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    list_display = ("user_id", "kind", "hub", "group", "since", "until")
    list_filter = ("kind", "hub")


@admin.register(Retention)
class RetentionAdmin(admin.ModelAdmin):
    list_display = ("kind", "years")


class ReadOnly(admin.ModelAdmin):
    """What has happened: to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Attestation)
class AttestationAdmin(ReadOnly):
    list_display = ("serial", "hub", "module", "year", "issued", "revoked")
    list_filter = ("hub", "year")


@admin.register(Export)
class ExportAdmin(ReadOnly):
    list_display = ("at", "user_id", "what", "hub", "rows", "named")
    list_filter = ("what", "named", "hub")

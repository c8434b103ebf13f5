{% if PEKT_IMPORT_COURSES %}./manage.py cms pekt_courses /openedx/pekt/courses{% else %}echo "courses are not imported"{% endif %}

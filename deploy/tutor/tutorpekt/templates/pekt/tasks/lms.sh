./manage.py lms migrate pekt_records
./manage.py lms pekt_setup

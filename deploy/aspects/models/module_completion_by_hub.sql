-- Hub x module by school year, in numbers alone: what the register's own page tells. Those who never started are told to nobody.
{{ config(materialized='view') }}

select
    school_year,
    hub,
    module,
    count(started_at) as started,
    countIf(percent >= 25) as quarter,
    countIf(percent >= 50) as half,
    countIf(percent >= 75) as most,
    count(completed_at) as completed,
    count(passed_at) as passed,
    count(attested_at) as attested
from {{ ref('module_completion') }}
group by school_year, hub, module

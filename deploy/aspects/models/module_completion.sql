-- A row for each registration: how far it came in its module. Only smallest, largest and latest are taken, so that a statement that comes
-- twice, late or in another order changes nothing; one that another voids, before or after it, was never said.
{{ config(materialized='table', engine='MergeTree()', order_by='(school_year, hub, module, registration)') }}

with voided as (
    select object_id from {{ ref('pekt_statements') }} where verb = 'voided'
),

holding as (
    select * from {{ ref('pekt_statements') }}
    where verb != 'voided' and statement_id not in (select object_id from voided)
)

select
    site,
    registration,
    any(learner) as learner,
    any(school_year) as school_year,
    any(hub) as hub,
    any(module) as module,
    minOrNullIf(happened, verb = 'initialized') as started_at,
    minOrNullIf(happened, verb = 'completed') as completed_at,
    minOrNullIf(happened, verb = 'passed') as passed_at,
    minOrNullIf(happened, verb = 'satisfied') as attested_at,
    max(coalesce(progress, 0)) as percent,
    argMax(score, (happened, percent_then)) as score,
    max(happened) as last_told_at
from (select *, coalesce(progress, 0) as percent_then from holding where school_year != '') as told
group by site, registration

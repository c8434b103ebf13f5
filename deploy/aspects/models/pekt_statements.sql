-- A row for each statement of the hub records as it arrived, repeated ones too: known by the profile that our sender puts in its category.
-- A statement that voids another has no such mark, ours either, so that all of these are kept: only those of known statements count.
{{ config(materialized='view') }}

with ours as (
    select event, JSONExtractArrayRaw(event, 'context', 'contextActivities', 'grouping') as groupings
    from {{ source('xapi', 'xapi_events_all') }}
    where JSONExtractString(event, 'context', 'contextActivities', 'category', 1, 'id') = 'urn:uuid:8d9a5e9e-3f0c-5b7e-a1d4-64f2c7b0e913'
        or JSONExtractString(event, 'verb', 'id') = 'http://adlnet.gov/expapi/verbs/voided'
)

select
    JSONExtractString(event, 'id') as statement_id,
    JSONExtractString(event, 'actor', 'account', 'homePage') as site,
    JSONExtractString(event, 'actor', 'account', 'name') as learner,
    JSONExtractString(event, 'context', 'registration') as registration,
    arrayElement(splitByChar('/', JSONExtractString(event, 'verb', 'id')), -1) as verb,
    JSONExtractString(event, 'object', 'id') as object_id,
    decodeURLComponent(arrayElement(splitByString('/xapi/modules/',
        JSONExtractString(event, 'context', 'contextActivities', 'parent', 1, 'id')), 2)) as module,
    decodeURLComponent(arrayElement(splitByString('/xapi/hubs/', JSONExtractString(
        arrayFirst(one -> position(JSONExtractString(one, 'id'), '/xapi/hubs/') > 0, groupings), 'id')), 2)) as hub,
    arrayElement(splitByChar('/', arrayElement(splitByString('/xapi/runs/', object_id), 2)), 2) as school_year,
    JSONExtract(event, 'result', 'extensions', 'https://w3id.org/xapi/cmi5/result/extensions/progress', 'Nullable(UInt8)') as progress,
    JSONExtract(event, 'result', 'score', 'scaled', 'Nullable(Float64)') as score,
    parseDateTime64BestEffort(JSONExtractString(event, 'timestamp'), 3, 'UTC') as happened
from ours

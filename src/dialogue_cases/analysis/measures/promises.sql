-- Lời hứa
-- Each item of a session's conclusion notices, and how its task stands; once for each topic.
--
-- ward: mã đơn vị | the ward's code
-- stream: buổi | the session …
-- item: nội dung số | … and the number of the item there
-- lead: cơ quan chủ trì | the body that is responsible, by the notice
-- topic_code: lĩnh vực | a topic of it; empty where it has none
-- is_dropped: đã bỏ | 1 where no notice in force has it
-- is_met: đã thực hiện | 1 where it was done, and another body found it so
-- is_judged: đã rõ đúng hạn hay quá hạn | 1 where it is settled whether it was in time
-- is_late: quá hạn | 1 where it was done late, or isn't done and its last day has passed
-- is_under_way: đang thực hiện | 1 where it isn't done, and may still be in time
WITH of_topics AS (
    SELECT ward, stream, item, lead, dropped_on, task, EXPLODE(topic_codes) AS topic_code
    FROM items
    UNION ALL
    SELECT ward, stream, item, lead, dropped_on, task, CAST(NULL AS STRING) AS topic_code
    FROM items
    WHERE CARDINALITY(topic_codes) = 0
)
SELECT
    i.ward,
    i.stream,
    i.item,
    i.lead,
    i.topic_code,
    CASE WHEN i.dropped_on IS NOT NULL THEN 1 ELSE 0 END AS is_dropped,
    COALESCE(v.is_met, 0) AS is_met,
    COALESCE(v.is_judged, 0) AS is_judged,
    COALESCE(v.is_late, 0) AS is_late,
    COALESCE(v.is_under_way, 0) AS is_under_way
FROM of_topics AS i
LEFT JOIN tasks AS t ON t.ward = i.ward AND t.stream = i.task
LEFT JOIN verdicts AS v ON v.verdict = t.verdict

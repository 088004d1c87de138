-- Lời hứa
-- Each item of a session's conclusion notices, and how it stands; once for each topic.
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
    SELECT ward, stream, item, lead, dropped_on, verdict, EXPLODE(topic_codes) AS topic_code
    FROM items
    UNION ALL
    SELECT ward, stream, item, lead, dropped_on, verdict, CAST(NULL AS STRING) AS topic_code
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
    v.is_met,
    v.is_judged,
    v.is_late,
    v.is_under_way
FROM of_topics AS i
JOIN verdicts AS v ON v.verdict = i.verdict

-- Thực hiện lời hứa theo cơ quan và lĩnh vực
-- What was promised at sessions, and how much of it was kept. A promise of two topics has a line in each.
--
-- ward: Phường | the ward's code
-- lead: Mã cơ quan chủ trì | the body that is responsible …
-- lead_name: Cơ quan chủ trì | … and what it is called; its id where no name is on record
-- topic_code: Lĩnh vực | the topic; empty where it has none
-- promised: Đã hứa | how many were promised
-- met: Đã thực hiện | how many were done, and found so by another body
-- late: Quá hạn | how many were done late, or are overdue
-- under_way: Đang thực hiện | how many aren't done, and may still be in time
-- dropped: Đã bỏ | how many are in no notice in force any more
-- kept_rate: Tỷ lệ đúng hạn | those in time of those that are judged, 0 to 1; empty where none is
WITH counted AS (
    SELECT
        ward,
        lead,
        topic_code,
        COUNT(*) AS promised,
        CAST(SUM(is_met) AS BIGINT) AS met,
        CAST(SUM(is_late) AS BIGINT) AS late,
        CAST(SUM(is_under_way) AS BIGINT) AS under_way,
        CAST(SUM(is_dropped) AS BIGINT) AS dropped,
        CAST(SUM(is_judged) - SUM(is_late) AS DOUBLE)
            / NULLIF(CAST(SUM(is_judged) AS DOUBLE), 0) AS kept_rate
    FROM promises
    GROUP BY ward, lead, topic_code
)
SELECT
    c.ward,
    c.lead,
    COALESCE(b.name, c.lead) AS lead_name,
    c.topic_code,
    c.promised,
    c.met,
    c.late,
    c.under_way,
    c.dropped,
    c.kept_rate
FROM counted AS c
LEFT JOIN body_names AS b ON b.ward = c.ward AND b.body = c.lead
ORDER BY c.ward, c.lead, c.topic_code NULLS FIRST

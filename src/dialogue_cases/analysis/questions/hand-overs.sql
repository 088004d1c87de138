-- Chuyển giao giữa các cơ quan
-- How often work went from one body to another, and how long it waited between them.
--
-- ward: Phường | the ward's code
-- from_body: Mã cơ quan giao | whose officer acted before …
-- from_name: Cơ quan giao | … and what it is called; its id where no name is on record
-- to_body: Mã cơ quan nhận | whose officer acted next in the same life …
-- to_name: Cơ quan nhận | … and what it is called
-- hand_overs: Số lượt | how many times
-- lives: Số hồ sơ | in how many lives
-- median_calendar_days: Trung vị (ngày) | half of them waited no longer; calendar days
-- p90_calendar_days: 90% không quá (ngày) | nine in ten waited no longer; calendar days
-- median_working_days: Trung vị (ngày làm việc) | half of them waited no longer; working days
-- p90_working_days: 90% không quá (ngày làm việc) | nine in ten waited no longer; working days
WITH counted AS (
    SELECT
        ward,
        from_body,
        to_body,
        COUNT(*) AS hand_overs,
        MEDIAN(calendar_days) AS median_calendar_days,
        ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY calendar_days), 1)
            AS p90_calendar_days,
        MEDIAN(working_days) AS median_working_days,
        ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY working_days), 1) AS p90_working_days
    FROM handovers
    GROUP BY ward, from_body, to_body
),
in_lives AS (
    SELECT DISTINCT ward, from_body, to_body, stream FROM handovers
),
lives AS (
    SELECT ward, from_body, to_body, COUNT(*) AS lives
    FROM in_lives
    GROUP BY ward, from_body, to_body
)
SELECT
    c.ward,
    c.from_body,
    COALESCE(g.name, c.from_body) AS from_name,
    c.to_body,
    COALESCE(t.name, c.to_body) AS to_name,
    c.hand_overs,
    l.lives,
    c.median_calendar_days,
    c.p90_calendar_days,
    c.median_working_days,
    c.p90_working_days
FROM counted AS c
JOIN lives AS l
    ON l.ward = c.ward AND l.from_body = c.from_body AND l.to_body = c.to_body
LEFT JOIN body_names AS g ON g.ward = c.ward AND g.body = c.from_body
LEFT JOIN body_names AS t ON t.ward = c.ward AND t.body = c.to_body
ORDER BY c.ward, c.from_body, c.to_body

-- Chuyển giao giữa các cơ quan
-- How often work went from one body to another, and how long it waited between them.
--
-- ward: Phường | the ward's code
-- from_body: Cơ quan giao | whose officer acted before
-- to_body: Cơ quan nhận | whose officer acted next in the same life
-- hand_overs: Số lượt | how many times
-- lives: Số hồ sơ | in how many lives
-- median_calendar_days: Trung vị (ngày) | half of them waited no longer; calendar days
-- p90_calendar_days: 90% không quá (ngày) | nine in ten waited no longer; calendar days
SELECT
    ward,
    from_body,
    to_body,
    COUNT(*) AS hand_overs,
    COUNT(DISTINCT stream) AS lives,
    MEDIAN(calendar_days) AS median_calendar_days,
    ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY calendar_days), 1) AS p90_calendar_days
FROM handovers
GROUP BY ward, from_body, to_body
ORDER BY ward, from_body, to_body

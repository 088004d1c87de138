-- Thời gian giải quyết
-- How long what was closed took, from the day on which it came in.
--
-- ward: Phường | the ward's code
-- life: Hồ sơ | petition, proceeding or matter
-- kind: Loại | what it is by its content
-- closed_cases: Số vụ đã kết thúc | how many were closed
-- median_calendar_days: Trung vị (ngày) | half of them took no longer; calendar days
-- p90_calendar_days: 90% không quá (ngày) | nine in ten took no longer; calendar days
-- median_working_days: Trung vị (ngày làm việc) | half of them took no longer; working days
-- p90_working_days: 90% không quá (ngày làm việc) | nine in ten took no longer; working days
SELECT
    ward,
    life,
    kind,
    COUNT(*) AS closed_cases,
    MEDIAN(calendar_days) AS median_calendar_days,
    ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY calendar_days), 1) AS p90_calendar_days,
    MEDIAN(working_days) AS median_working_days,
    ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY working_days), 1) AS p90_working_days
FROM settling
WHERE closed_on IS NOT NULL
GROUP BY ward, life, kind
ORDER BY ward, life, kind NULLS FIRST

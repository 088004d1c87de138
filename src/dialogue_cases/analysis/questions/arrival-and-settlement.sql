-- Tiếp nhận và giải quyết theo tháng
-- How many cases came in and how many were closed, month by month.
--
-- ward: Phường | the ward's code
-- in_month: Tháng | its first day
-- life: Hồ sơ | petition, proceeding or matter
-- received_cases: Tiếp nhận | how many came in
-- closed_cases: Kết thúc | how many were closed
-- more_open: Tăng thêm | by how many more came in than were closed
WITH moves AS (
    SELECT ward, life, received_on AS on_day, 1 AS received, 0 AS closed FROM settling
    UNION ALL
    SELECT ward, life, closed_on AS on_day, 0 AS received, 1 AS closed
    FROM settling
    WHERE closed_on IS NOT NULL
)
SELECT
    ward,
    CAST(DATE_TRUNC('month', on_day) AS DATE) AS in_month,
    life,
    CAST(SUM(received) AS BIGINT) AS received_cases,
    CAST(SUM(closed) AS BIGINT) AS closed_cases,
    CAST(SUM(received) - SUM(closed) AS BIGINT) AS more_open
FROM moves
GROUP BY ward, CAST(DATE_TRUNC('month', on_day) AS DATE), life
ORDER BY ward, in_month, life

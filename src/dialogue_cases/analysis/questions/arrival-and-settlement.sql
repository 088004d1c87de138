-- Tiếp nhận và giải quyết theo tháng
-- How many cases came in, were closed and were opened again, month by month.
--
-- ward: Phường | the ward's code
-- in_month: Tháng | its first day
-- life: Hồ sơ | petition, proceeding or matter
-- received_cases: Tiếp nhận | how many came in
-- closed_cases: Kết thúc | how many times one was closed, which wasn't closed before
-- reopened_cases: Mở lại | how many times one was opened again
-- more_open: Tăng thêm | by how many more came in or were opened again than were closed
WITH moves AS (
    SELECT ward, life, received_on AS on_day, 1 AS received, 0 AS closed, 0 AS reopened
    FROM settling
    UNION ALL
    SELECT
        ward,
        life,
        turned_on AS on_day,
        0 AS received,
        is_closed AS closed,
        was_closed AS reopened
    FROM endings
    WHERE is_closed <> was_closed
)
SELECT
    ward,
    CAST(DATE_TRUNC('month', on_day) AS DATE) AS in_month,
    life,
    CAST(SUM(received) AS BIGINT) AS received_cases,
    CAST(SUM(closed) AS BIGINT) AS closed_cases,
    CAST(SUM(reopened) AS BIGINT) AS reopened_cases,
    CAST(SUM(received) + SUM(reopened) - SUM(closed) AS BIGINT) AS more_open
FROM moves
GROUP BY ward, CAST(DATE_TRUNC('month', on_day) AS DATE), life
ORDER BY ward, in_month, life

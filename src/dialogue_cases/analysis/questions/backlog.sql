-- Hồ sơ tồn đọng theo tháng
-- How many cases were open at the end of each month: in truth, and as the record then told. A case
-- that was closed and opened again is closed in between.
-- A month in which nothing came in, was closed, was opened again or was recorded has no line: it
-- ended as the one before it. An entry that was corrected or voided since is told as it now stands;
-- what was known of those too is in an export that was asked with --known.
--
-- ward: Phường | the ward's code
-- in_month: Tháng | its first day
-- life: Hồ sơ | petition, proceeding or matter
-- open_cases: Đang tồn | open at the end of its last day, by the days on which things happened
-- open_as_recorded: Đang tồn theo sổ khi đó | open by what was on record at the end of that day
WITH entered AS (
    SELECT
        ward,
        stream,
        life,
        step,
        turned_recorded_on,
        is_closed,
        MAX(step) OVER (PARTITION BY ward, stream ORDER BY turned_recorded_on) AS latest
    FROM endings
),
known AS (
    SELECT
        ward,
        life,
        turned_recorded_on,
        LAG(is_closed, 1, 0) OVER (PARTITION BY ward, stream ORDER BY turned_recorded_on)
            - is_closed AS recorded
    FROM entered
    WHERE step = latest
),
moves AS (
    SELECT ward, life, received_on AS on_day, 1 AS opened, 0 AS recorded FROM settling
    UNION ALL
    SELECT ward, life, turned_on AS on_day, was_closed - is_closed AS opened, 0 AS recorded
    FROM endings
    UNION ALL
    SELECT ward, life, received_recorded_on AS on_day, 0 AS opened, 1 AS recorded FROM settling
    UNION ALL
    SELECT ward, life, turned_recorded_on AS on_day, 0 AS opened, recorded FROM known
),
monthly AS (
    SELECT
        ward,
        life,
        CAST(DATE_TRUNC('month', on_day) AS DATE) AS in_month,
        SUM(opened) AS opened,
        SUM(recorded) AS recorded
    FROM moves
    GROUP BY ward, life, CAST(DATE_TRUNC('month', on_day) AS DATE)
),
months AS (
    SELECT DISTINCT ward, in_month FROM monthly
),
lives AS (
    SELECT DISTINCT ward, life FROM monthly
)
SELECT
    m.ward,
    m.in_month,
    l.life,
    CAST(SUM(COALESCE(o.opened, 0))
        OVER (PARTITION BY m.ward, l.life ORDER BY m.in_month) AS BIGINT) AS open_cases,
    CAST(SUM(COALESCE(o.recorded, 0))
        OVER (PARTITION BY m.ward, l.life ORDER BY m.in_month) AS BIGINT) AS open_as_recorded
FROM months AS m
JOIN lives AS l ON l.ward = m.ward
LEFT JOIN monthly AS o ON o.ward = m.ward AND o.life = l.life AND o.in_month = m.in_month
ORDER BY m.ward, m.in_month, l.life

-- Hồ sơ tồn đọng theo tháng
-- How many cases were open at the end of each month: in truth, and as the record then told.
-- A month in which nothing came in, was closed or was recorded has no line: it ended as the one
-- before it. An entry that was corrected or voided since is told as it now stands; what was known
-- of those too is in an export that was asked with --known.
--
-- ward: Phường | the ward's code
-- in_month: Tháng | its first day
-- life: Hồ sơ | petition, proceeding or matter
-- open_cases: Đang tồn | open at the end of its last day, by the days on which things happened
-- open_as_recorded: Đang tồn theo sổ khi đó | open by what was on record at the end of that day
WITH days AS (
    SELECT ward, received_on AS on_day FROM settling
    UNION ALL
    SELECT ward, closed_on AS on_day FROM settling
    UNION ALL
    SELECT ward, received_recorded_on AS on_day FROM settling
    UNION ALL
    SELECT ward, closed_recorded_on AS on_day FROM settling
),
months AS (
    SELECT DISTINCT
        ward,
        CAST(DATE_TRUNC('month', on_day) AS DATE) AS in_month,
        LAST_DAY(on_day) AS month_end
    FROM days
    WHERE on_day IS NOT NULL
)
SELECT
    m.ward,
    m.in_month,
    s.life,
    CAST(SUM(CASE
        WHEN s.received_on <= m.month_end
            AND (s.closed_on IS NULL OR s.closed_on > m.month_end) THEN 1
        ELSE 0
    END) AS BIGINT) AS open_cases,
    CAST(SUM(CASE
        WHEN s.received_recorded_on <= m.month_end
            AND (s.closed_recorded_on IS NULL OR s.closed_recorded_on > m.month_end) THEN 1
        ELSE 0
    END) AS BIGINT) AS open_as_recorded
FROM months AS m
JOIN settling AS s ON s.ward = m.ward
GROUP BY m.ward, m.in_month, s.life
ORDER BY m.ward, m.in_month, s.life

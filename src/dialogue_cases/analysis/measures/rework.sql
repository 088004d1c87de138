-- Làm lại
-- How often something in a life had to be done again, and what; a line where it never was, too.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as task
-- redone: việc làm lại | what was done again
-- times: số lần | how many times
WITH mended AS (
    SELECT ward, stream, COUNT(*) AS times
    FROM facts
    WHERE corrects IS NOT NULL
    GROUP BY ward, stream
)
SELECT ward, stream, life, 'result_rejected' AS redone, rejected AS times FROM tasks
UNION ALL
SELECT ward, stream, life, 'directed_again' AS redone, directed_again AS times FROM tasks
UNION ALL
SELECT ward, stream, life, 'carried_over' AS redone, carried_over AS times FROM tasks
UNION ALL
SELECT ward, stream, life, 'draft_returned' AS redone, returned AS times FROM sessions
UNION ALL
SELECT ward, stream, life, 'postponed' AS redone, postponed AS times FROM sessions
UNION ALL
SELECT ward, stream, life, 'reopened' AS redone, times_reopened AS times
FROM cases
WHERE life IN ('petition', 'matter')
UNION ALL
SELECT
    f.ward,
    f.stream,
    f.life,
    'entry_mended' AS redone,
    COALESCE(m.times, 0) AS times
FROM facts AS f
LEFT JOIN mended AS m ON m.ward = f.ward AND m.stream = f.stream
WHERE f.fact_version = 1

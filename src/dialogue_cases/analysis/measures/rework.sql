-- Làm lại
-- How often something in a life had to be done again, and what; a line where it never was, too.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as task
-- redone: việc làm lại | what was done again
-- times: số lần | how many times
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
SELECT ward, stream, life, 'entry_mended' AS redone, COUNT(corrects) AS times
FROM facts
GROUP BY ward, stream, life

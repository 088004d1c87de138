-- Làm lại
-- How often something had to be done again, and in how many lives.
--
-- ward: Phường | the ward's code
-- life: Hồ sơ | such as task
-- redone: Việc làm lại | a result not accepted, a direction again, carried over, a draft returned, a session put off, a case opened again, an entry corrected or voided
-- lives: Số hồ sơ | how many lives there are in which it can happen
-- lives_redone: Số hồ sơ phải làm lại | in how many of them it happened
-- times: Số lần | how many times in all
SELECT
    ward,
    life,
    redone,
    COUNT(*) AS lives,
    CAST(SUM(CASE WHEN times > 0 THEN 1 ELSE 0 END) AS BIGINT) AS lives_redone,
    CAST(SUM(times) AS BIGINT) AS times
FROM rework
GROUP BY ward, life, redone
ORDER BY ward, life, redone

-- Ảnh hưởng của thay đổi lịch
-- What days off and limits that became known later change: last days, and verdicts on them.
--
-- ward: Phường | the ward's code
-- rule: Quy tắc | the rule's id
-- owed: Phải thực hiện | how many obligations arose
-- moved: Hạn đã đổi | of how many that were done the last day is now another one than was known then
-- judged_otherwise: Kết luận đã đổi | of how many the verdict would now be another one
-- provisional: Hạn tạm tính | of how many the last day may still move, for want of an official calendar
SELECT
    ward,
    rule,
    COUNT(*) AS owed,
    CAST(SUM(is_moved) AS BIGINT) AS moved,
    CAST(SUM(is_judged_otherwise) AS BIGINT) AS judged_otherwise,
    CAST(SUM(is_provisional) AS BIGINT) AS provisional
FROM terms
GROUP BY ward, rule
ORDER BY ward, rule

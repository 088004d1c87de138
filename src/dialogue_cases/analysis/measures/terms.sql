-- Nghĩa vụ có thời hạn
-- Each obligation: whether it is late, and whether what became known since changes that.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | in which life it is owed
-- rule: quy tắc | by which rule
-- is_judged: đã rõ đúng hạn hay quá hạn | 1 where it is settled whether it was in time
-- is_late: quá hạn | 1 where it is late, as known on the day of the act
-- working_days_late: số ngày làm việc quá hạn | how late, in working days; empty where it isn't
-- is_moved: hạn đã đổi | 1 where the last day as known then and the one as known now differ
-- is_judged_otherwise: kết luận đã đổi | 1 where the verdict would be another one by what is known now
-- is_provisional: hạn tạm tính | 1 where the last day may still move, for want of an official calendar
SELECT
    o.ward,
    o.stream,
    o.rule,
    v.is_judged,
    v.is_late,
    CASE WHEN v.is_late = 1 THEN o.working_days_late END AS working_days_late,
    CASE WHEN o.due_then <> o.due THEN 1 ELSE 0 END AS is_moved,
    CASE WHEN o.verdict <> o.verdict_now THEN 1 ELSE 0 END AS is_judged_otherwise,
    CASE WHEN o.provisional THEN 1 ELSE 0 END AS is_provisional
FROM obligations AS o
JOIN verdicts AS v ON v.verdict = o.verdict

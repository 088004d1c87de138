-- Tỷ lệ quá hạn theo quy tắc
-- How much of what was owed by each rule was done late, or is overdue.
--
-- ward: Phường | the ward's code
-- rule: Quy tắc | the rule's id
-- owed: Phải thực hiện | how many obligations arose
-- judged: Đã rõ đúng hạn hay quá hạn | of how many it is settled whether they were in time
-- late: Quá hạn | how many of those are late
-- late_rate: Tỷ lệ quá hạn | late ones of those that are judged, 0 to 1; empty where none is
-- median_working_days_late: Trung vị quá hạn (ngày làm việc) | half of the late ones are no later; working days
SELECT
    ward,
    rule,
    COUNT(*) AS owed,
    CAST(SUM(is_judged) AS BIGINT) AS judged,
    CAST(SUM(is_late) AS BIGINT) AS late,
    CAST(SUM(is_late) AS DOUBLE) / NULLIF(CAST(SUM(is_judged) AS DOUBLE), 0) AS late_rate,
    MEDIAN(working_days_late) AS median_working_days_late
FROM terms
GROUP BY ward, rule
ORDER BY ward, rule

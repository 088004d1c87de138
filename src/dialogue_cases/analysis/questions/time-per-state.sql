-- Thời gian ở từng tình trạng
-- How long lives stayed in each status, and how many are there still.
--
-- ward: Phường | the ward's code
-- life: Hồ sơ | such as petition
-- status: Tình trạng | how far it had got
-- stays: Số lượt đã qua | how many unbroken stays have ended
-- median_calendar_days: Trung vị (ngày) | half of those took no longer; calendar days
-- p90_calendar_days: 90% không quá (ngày) | nine in ten of those took no longer; calendar days
-- median_working_days: Trung vị (ngày làm việc) | half of those took no longer; working days
-- p90_working_days: 90% không quá (ngày làm việc) | nine in ten of those took no longer; working days
-- still_there: Đang ở đó | how many are in it still
SELECT
    ward,
    life,
    status,
    COUNT(left_on) AS stays,
    MEDIAN(calendar_days) AS median_calendar_days,
    ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY calendar_days), 1) AS p90_calendar_days,
    MEDIAN(working_days) AS median_working_days,
    ROUND(PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY working_days), 1) AS p90_working_days,
    COUNT(*) - COUNT(left_on) AS still_there
FROM stays
GROUP BY ward, life, status
ORDER BY ward, life, status

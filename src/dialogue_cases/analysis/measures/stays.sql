-- Thời gian ở từng tình trạng
-- Each unbroken stay of a life in a status, as now known.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as petition
-- status: tình trạng | how far it had got
-- entered_on: ngày bắt đầu | the local day on which it got there …
-- left_on: ngày chuyển | … and the one on which it got elsewhere; empty while it is there
-- calendar_days: số ngày | between the two, calendar days
-- working_days: số ngày làm việc | between the two, working days
SELECT
    ward,
    stream,
    life,
    status_before AS status,
    since_before AS entered_on,
    occurred_on AS left_on,
    CAST(CAST(occurred_on AS DATE) - CAST(since_before AS DATE) AS INT) AS calendar_days,
    CAST(working_days_before AS INT) AS working_days
FROM states
WHERE status <> status_before AND status_before <> 'unknown'
UNION ALL
SELECT
    ward,
    stream,
    life,
    status,
    since AS entered_on,
    CAST(NULL AS DATE) AS left_on,
    CAST(NULL AS INT) AS calendar_days,
    CAST(NULL AS INT) AS working_days
FROM states
WHERE is_last AND status <> 'unknown'

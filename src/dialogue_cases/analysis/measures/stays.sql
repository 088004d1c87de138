-- Thời gian ở từng tình trạng
-- Each unbroken stay of a life in a status, as now known.
--
-- ward: phường, theo mã | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as petition
-- status: tình trạng | how far it had got
-- entered_on: ngày bắt đầu | the local day on which it got there …
-- left_on: ngày chuyển | … and the one on which it got elsewhere; empty while it is there
-- calendar_days: số ngày | between the two, calendar days
-- working_days: số ngày làm việc | between the two, working days
WITH entries AS (
    SELECT
        ward,
        stream,
        life,
        status,
        occurred_on AS entered_on,
        working_days_since_start AS working_days_before,
        LEAD(occurred_on) OVER (PARTITION BY ward, stream ORDER BY step) AS left_on,
        LEAD(working_days_since_start) OVER (PARTITION BY ward, stream ORDER BY step)
            AS working_days_until
    FROM states
    WHERE status <> status_before
)
SELECT
    ward,
    stream,
    life,
    status,
    entered_on,
    left_on,
    CAST(CAST(left_on AS DATE) - CAST(entered_on AS DATE) AS INT) AS calendar_days,
    CAST(working_days_until - working_days_before AS INT) AS working_days
FROM entries

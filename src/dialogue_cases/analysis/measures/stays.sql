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
WITH entries AS (
    SELECT
        ward,
        stream,
        life,
        status,
        occurred_on AS entered_on,
        LEAD(occurred_on) OVER (PARTITION BY ward, stream ORDER BY step) AS left_on
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
    CAST(CAST(left_on AS DATE) - CAST(entered_on AS DATE) AS INT) AS calendar_days
FROM entries

-- Chuyển giao giữa các cơ quan
-- Each time that an officer of one body acted in a life after an officer of another one.
--
-- ward: phường, theo mã | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as petition
-- from_body: cơ quan giao | whose act came before
-- to_body: cơ quan nhận | whose act followed
-- left_on: ngày giao | the local day of the one …
-- taken_on: ngày nhận | … and of the other
-- calendar_days: số ngày chờ | between the two, calendar days
-- working_days: số ngày làm việc chờ | between the two, working days
WITH acts AS (
    SELECT
        ward,
        stream,
        life,
        body AS to_body,
        occurred_on AS taken_on,
        working_days_since_start AS working_days_until,
        LAG(body) OVER (PARTITION BY ward, stream ORDER BY step) AS from_body,
        LAG(occurred_on) OVER (PARTITION BY ward, stream ORDER BY step) AS left_on,
        LAG(working_days_since_start) OVER (PARTITION BY ward, stream ORDER BY step)
            AS working_days_before
    FROM states
    WHERE body IS NOT NULL
)
SELECT
    ward,
    stream,
    life,
    from_body,
    to_body,
    left_on,
    taken_on,
    CAST(CAST(taken_on AS DATE) - CAST(left_on AS DATE) AS INT) AS calendar_days,
    CAST(working_days_until - working_days_before AS INT) AS working_days
FROM acts
WHERE from_body <> to_body

-- Chuyển giao giữa các cơ quan
-- Each time that an officer of one body acted in a life after an officer of another one.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the life
-- life: loại hồ sơ | such as petition
-- from_body: cơ quan giao | whose act came before
-- to_body: cơ quan nhận | whose act followed
-- left_on: ngày giao | the local day of the one …
-- taken_on: ngày nhận | … and of the other
-- calendar_days: số ngày chờ | between the two, calendar days
-- working_days: số ngày làm việc chờ | between the two, working days
SELECT
    ward,
    stream,
    life,
    body_before AS from_body,
    body AS to_body,
    body_before_on AS left_on,
    occurred_on AS taken_on,
    CAST(CAST(occurred_on AS DATE) - CAST(body_before_on AS DATE) AS INT) AS calendar_days,
    CAST(working_days_between AS INT) AS working_days
FROM states
WHERE body_before <> body

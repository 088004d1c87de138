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
WITH acts AS (
    SELECT
        s.ward,
        s.stream,
        s.life,
        f.body AS to_body,
        s.occurred_on AS taken_on,
        LAG(f.body) OVER (PARTITION BY s.ward, s.stream ORDER BY s.step) AS from_body,
        LAG(s.occurred_on) OVER (PARTITION BY s.ward, s.stream ORDER BY s.step) AS left_on
    FROM states AS s
    JOIN facts AS f ON f.ward = s.ward AND f.position = s.position
    WHERE f.body IS NOT NULL
)
SELECT
    ward,
    stream,
    life,
    from_body,
    to_body,
    left_on,
    taken_on,
    CAST(CAST(taken_on AS DATE) - CAST(left_on AS DATE) AS INT) AS calendar_days
FROM acts
WHERE from_body <> to_body

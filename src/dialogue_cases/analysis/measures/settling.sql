-- Việc tiếp nhận và giải quyết
-- Each case from its receipt to its end. A petition that was split is counted by its parts.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the case
-- life: loại hồ sơ | petition, proceeding or matter
-- year: năm | of its number
-- kind: loại đơn | what it is by its content; empty until it is classified
-- group_id: tổ dân phố | the residential group that it comes from
-- topic_code: lĩnh vực | its topic
-- is_repeated: phản ánh lặp lại | 1 where it was raised before, or more than once
-- received_on: ngày tiếp nhận | the local day on which it came in …
-- received_recorded_on: ngày ghi tiếp nhận | … and the one on which that was first recorded
-- closed_on: ngày kết thúc | the local day on which it was closed, if it is …
-- closed_recorded_on: ngày ghi kết thúc | … and the one on which that was recorded
-- calendar_days: số ngày | from receipt to end, calendar days
-- working_days: số ngày làm việc | from receipt to end, working days
WITH begun AS (
    SELECT ward, stream, MIN(recorded_on) AS recorded_on
    FROM facts
    WHERE kind IN ('petition.raised', 'proceeding.received', 'matter.opened')
    GROUP BY ward, stream
),
ended AS (
    SELECT s.ward, s.stream, s.occurred_on, s.status, MIN(f.recorded_on) AS recorded_on
    FROM states AS s
    JOIN facts AS f ON f.ward = s.ward AND f.position = s.position
    GROUP BY s.ward, s.stream, s.occurred_on, s.status
)
SELECT
    c.ward,
    c.stream,
    c.life,
    c.year,
    c.kind,
    c.group_id,
    c.topic_code,
    CASE WHEN c.repeated THEN 1 ELSE 0 END AS is_repeated,
    c.received_on,
    b.recorded_on AS received_recorded_on,
    c.closed_on,
    e.recorded_on AS closed_recorded_on,
    c.calendar_days,
    c.working_days
FROM cases AS c
LEFT JOIN begun AS b ON b.ward = c.ward AND b.stream = c.stream
LEFT JOIN ended AS e
    ON e.ward = c.ward AND e.stream = c.stream
    AND e.occurred_on = c.closed_on AND e.status = c.status
WHERE c.status <> 'split'

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
SELECT
    ward,
    stream,
    life,
    year,
    kind,
    group_id,
    topic_code,
    CASE WHEN repeated THEN 1 ELSE 0 END AS is_repeated,
    received_on,
    received_recorded_on,
    closed_on,
    closed_recorded_on,
    calendar_days,
    working_days
FROM cases
WHERE status <> 'split'

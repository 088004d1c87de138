-- Kết thúc và mở lại
-- Each time that a case was closed, or opened again. A petition that was split is counted by its parts.
--
-- ward: mã đơn vị | the ward's code
-- stream: hồ sơ | the case
-- life: loại hồ sơ | petition, proceeding or matter
-- step: bước | the place of that fact in the order of effect
-- turned_on: ngày kết thúc hoặc mở lại | its local day; not before the one on which the case came in
-- turned_recorded_on: ngày ghi | the local day on which it was first recorded
-- is_closed: đã kết thúc | 1 where the case is closed after it, 0 where it is open
-- was_closed: trước đó đã kết thúc | 1 where it was closed before it, too
WITH turned AS (
    SELECT
        s.ward,
        s.stream,
        s.life,
        s.step,
        s.occurred_on,
        s.first_recorded_on,
        CASE WHEN n.status IS NULL THEN 0 ELSE 1 END AS is_closed,
        CASE WHEN b.status IS NULL THEN 0 ELSE 1 END AS was_closed
    FROM states AS s
    LEFT JOIN ends AS n ON n.life = s.life AND n.status = s.status
    LEFT JOIN ends AS b ON b.life = s.life AND b.status = s.status_before
    WHERE s.status <> s.status_before AND (n.status IS NOT NULL OR b.status IS NOT NULL)
)
SELECT
    t.ward,
    t.stream,
    t.life,
    t.step,
    CASE WHEN t.occurred_on < c.received_on THEN c.received_on ELSE t.occurred_on END AS turned_on,
    t.first_recorded_on AS turned_recorded_on,
    t.is_closed,
    t.was_closed
FROM turned AS t
JOIN cases AS c ON c.ward = t.ward AND c.stream = t.stream
WHERE c.status <> 'split'

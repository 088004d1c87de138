-- Tình trạng đã kết thúc
-- In which statuses a case is closed: the one place where closed is told from open.
--
-- life: loại hồ sơ | petition, proceeding or matter
-- status: tình trạng | a status in which nothing is to be done about it any more
SELECT life, status
FROM (VALUES
    ('petition', 'refused'),
    ('petition', 'filed'),
    ('petition', 'split'),
    ('petition', 'resolved'),
    ('petition', 'withdrawn'),
    ('proceeding', 'resolved'),
    ('proceeding', 'carried_out'),
    ('proceeding', 'terminated'),
    ('proceeding', 'refused'),
    ('proceeding', 'forwarded'),
    ('matter', 'settled')
) AS told (life, status)

-- Tên cơ quan
-- What each body is called now, or was called last.
--
-- ward: phường, theo mã | the ward's code
-- body: cơ quan | the body
-- name: tên | its name
SELECT ward, body, MAX_BY(name, since) AS name
FROM bodies
GROUP BY ward, body

-- Tỷ lệ phản ánh lặp lại
-- How many of the petitions and matters of a topic were raised before, or more than once.
--
-- ward: Phường | the ward's code
-- year: Năm | of their numbers
-- life: Hồ sơ | petition or matter
-- topic_code: Lĩnh vực | the topic; empty where none is recorded
-- raised: Đã phản ánh | how many there are
-- repeated: Lặp lại | how many of them are repeated
-- repeat_rate: Tỷ lệ lặp lại | repeated ones of all, 0 to 1
SELECT
    ward,
    year,
    life,
    topic_code,
    COUNT(*) AS raised,
    CAST(SUM(is_repeated) AS BIGINT) AS repeated,
    CAST(SUM(is_repeated) AS DOUBLE) / CAST(COUNT(*) AS DOUBLE) AS repeat_rate
FROM settling
WHERE life IN ('petition', 'matter')
GROUP BY ward, year, life, topic_code
ORDER BY ward, year, life, topic_code NULLS FIRST

-- Ý nghĩa của kết luận
-- What each verdict says about time: the one place where late is told from in time.
--
-- verdict: kết luận | as in the tables of obligations, tasks and items
-- is_met: đã thực hiện | 1 where it was done, and found so
-- is_judged: đã rõ đúng hạn hay quá hạn | 1 where it is settled whether it was in time
-- is_late: quá hạn | 1 where it was done late, or isn't done and its last day has passed
-- is_under_way: đang thực hiện | 1 where it isn't done, and may still be in time
SELECT verdict, is_met, is_judged, is_late, is_under_way
FROM (VALUES
    ('not yet', 0, 0, 0, 0),
    ('open', 0, 0, 0, 1),
    ('no last day', 0, 0, 0, 1),
    ('standing', 0, 0, 0, 1),
    ('due soon', 0, 0, 0, 1),
    ('carried over', 0, 0, 0, 1),
    ('suspended', 0, 0, 0, 1),
    ('overdue', 0, 1, 1, 0),
    ('expired', 0, 0, 0, 0),
    ('reported done', 0, 0, 0, 0),
    ('met', 1, 0, 0, 0),
    ('met in time', 1, 1, 0, 0),
    ('met late', 1, 1, 1, 0),
    ('void', 0, 0, 0, 0)
) AS told (verdict, is_met, is_judged, is_late, is_under_way)

-- Each look writes its row anew. Where the page has room for that, the row stays on it and no index
-- hears of it (a heap-only update).
ALTER TABLE connections SET (fillfactor = 70);

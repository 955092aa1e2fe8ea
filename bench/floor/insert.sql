INSERT INTO bench_row (token_id, payload) VALUES ('0198c0de-0000-7000-8000-000000000001', :payload);

DROP TABLE portfolio_items;
DROP TABLE portfolio_pages;

PRAGMA user_version = 9;

DROP TABLE client_photos;
DROP TABLE media;

PRAGMA user_version = 7;

### Said by the web server itself, before a use case was asked.

error-malformed = The request can't be read
error-no-such-page = There is nothing at this address
error-wrong-method = This address does not take this kind of request
error-too-large = The request is larger than is accepted here
error-precondition-failed = This was changed since it was read
error-wrong-type = The request is in a form that is not accepted here
error-cross-site = The request came from another site and was not carried out
error-too-slow = The answer took too long
error-failed = Something failed in the program

error-likely-duplicates = This client may be there already
hint-likely-duplicates = Compare with the records named; confirm to save all the same

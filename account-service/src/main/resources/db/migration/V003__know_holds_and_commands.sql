-- What the next migration uses: a new value cannot be used before it is committed.

alter type action add value 'hold';
alter type action add value 'capture';
alter type action add value 'release';

alter type request_kind add value 'capture';
alter type request_kind add value 'void';
alter type request_kind add value 'reversal';
alter type request_kind add value 'expiry';

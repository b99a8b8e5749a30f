package dev.kontor.events.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An active currency of ISO 4217 and how many decimals its minor unit has.
///
/// The table is our own and not the JDK's, which knows dead currencies as well and changes with its
/// release: what a record means must not.
public final class Currency {
    private static final String WITH_TWO_DECIMALS =
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP
            BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB
            EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
            KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
            MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
            RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
            TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
            """;
    private static final String WITHOUT_DECIMALS =
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private static final String WITH_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
    private static final String WITH_FOUR_DECIMALS = "CLF UYW";
    private static final Map<String, Currency> BY_CODE = new HashMap<>();

    static {
        addAll(WITHOUT_DECIMALS, 0);
        addAll(WITH_TWO_DECIMALS, 2);
        addAll(WITH_THREE_DECIMALS, 3);
        addAll(WITH_FOUR_DECIMALS, 4);
    }

    private final String code;
    private final int exponent;

    private Currency(String code, int exponent) {
        this.code = code;
        this.exponent = exponent;
    }

    /// @throws IllegalArgumentException if `code` is not an active currency
    public static Currency of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("not a currency: " + code));
    }

    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /// @return three capital letters
    public String code() {
        return code;
    }

    /// @return how many decimals the minor unit stands for: 2 for EUR, 0 for JPY
    public int exponent() {
        return exponent;
    }

    @Override
    public String toString() {
        return code;
    }

    private static void addAll(String codes, int exponent) {
        for (String code : codes.strip().split("\\s+")) {
            BY_CODE.put(code, new Currency(code, exponent));
        }
    }
}

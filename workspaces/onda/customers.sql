-- Synthetic customers of a telco in Spain and Mexico. See tools/customers/synthetic.py for the macros.
--
-- What hangs on what:
--   place      → country, fibre footprint, network quality
--   country    → prepaid share, way of paying, spend
--   tenure     → plan, commitment, risk of leaving
--   network    → dropped calls, outages → complaints → incidents, recommendation, risk of leaving
--   plan, age  → data used, spend
WITH
-- name, province, country, weight (thousands of inhabitants), share of addresses in the fibre footprint, network (points)
places(city, province, market, weight, footprint, network) AS (VALUES
    ('Madrid', 'Madrid', 'ES', 3330, 0.78, 86), ('Móstoles', 'Madrid', 'ES', 210, 0.74, 84),
    ('Alcalá de Henares', 'Madrid', 'ES', 200, 0.72, 83), ('other', 'Madrid', 'ES', 3130, 0.66, 80),
    ('Barcelona', 'Barcelona', 'ES', 1660, 0.76, 85), ('L''Hospitalet de Llobregat', 'Barcelona', 'ES', 275, 0.74, 84),
    ('Sabadell', 'Barcelona', 'ES', 218, 0.70, 83), ('other', 'Barcelona', 'ES', 3717, 0.62, 79),
    ('Valencia', 'Valencia', 'ES', 808, 0.73, 84), ('other', 'Valencia', 'ES', 1862, 0.55, 77),
    ('Sevilla', 'Sevilla', 'ES', 684, 0.72, 83), ('other', 'Sevilla', 'ES', 1276, 0.52, 75),
    ('Zaragoza', 'Zaragoza', 'ES', 682, 0.73, 84), ('other', 'Zaragoza', 'ES', 298, 0.36, 70),
    ('Málaga', 'Málaga', 'ES', 587, 0.72, 82), ('other', 'Málaga', 'ES', 1163, 0.56, 76),
    ('Murcia', 'Murcia', 'ES', 469, 0.68, 81), ('Cartagena', 'Murcia', 'ES', 218, 0.64, 79),
    ('other', 'Murcia', 'ES', 863, 0.50, 75),
    ('Palma', 'Illes Balears', 'ES', 424, 0.69, 82), ('other', 'Illes Balears', 'ES', 786, 0.50, 74),
    ('Las Palmas de Gran Canaria', 'Las Palmas', 'ES', 379, 0.66, 80), ('other', 'Las Palmas', 'ES', 761, 0.46, 73),
    ('Santa Cruz de Tenerife', 'Santa Cruz de Tenerife', 'ES', 210, 0.65, 80),
    ('other', 'Santa Cruz de Tenerife', 'ES', 850, 0.44, 72),
    ('Bilbao', 'Bizkaia', 'ES', 346, 0.74, 84), ('other', 'Bizkaia', 'ES', 804, 0.60, 78),
    ('Alicante', 'Alicante', 'ES', 349, 0.70, 82), ('Elche', 'Alicante', 'ES', 235, 0.66, 80),
    ('other', 'Alicante', 'ES', 1376, 0.52, 75),
    ('Córdoba', 'Córdoba', 'ES', 323, 0.67, 80), ('other', 'Córdoba', 'ES', 447, 0.40, 71),
    ('Valladolid', 'Valladolid', 'ES', 297, 0.70, 82), ('other', 'Valladolid', 'ES', 223, 0.36, 70),
    ('Vigo', 'Pontevedra', 'ES', 294, 0.66, 79), ('other', 'Pontevedra', 'ES', 651, 0.38, 69),
    ('Gijón', 'Asturias', 'ES', 268, 0.68, 80), ('Oviedo', 'Asturias', 'ES', 218, 0.68, 80),
    ('other', 'Asturias', 'ES', 519, 0.40, 70),
    ('A Coruña', 'A Coruña', 'ES', 247, 0.68, 80), ('other', 'A Coruña', 'ES', 873, 0.38, 69),
    ('Granada', 'Granada', 'ES', 230, 0.68, 80), ('other', 'Granada', 'ES', 700, 0.42, 72),
    ('Vitoria-Gasteiz', 'Álava', 'ES', 256, 0.71, 82), ('other', 'Álava', 'ES', 80, 0.40, 72),
    ('Donostia-San Sebastián', 'Gipuzkoa', 'ES', 189, 0.71, 82), ('other', 'Gipuzkoa', 'ES', 536, 0.56, 77),
    ('Pamplona', 'Navarra', 'ES', 205, 0.70, 82), ('other', 'Navarra', 'ES', 467, 0.44, 73),
    ('Santander', 'Cantabria', 'ES', 172, 0.68, 80), ('other', 'Cantabria', 'ES', 416, 0.42, 71),
    ('other', 'Cádiz', 'ES', 1250, 0.50, 75), ('other', 'Tarragona', 'ES', 840, 0.52, 76),
    ('other', 'Girona', 'ES', 800, 0.50, 75), ('other', 'Almería', 'ES', 750, 0.46, 73),
    ('other', 'Toledo', 'ES', 730, 0.42, 72), ('other', 'Badajoz', 'ES', 665, 0.36, 69),
    ('other', 'Jaén', 'ES', 620, 0.36, 70), ('other', 'Castellón', 'ES', 600, 0.50, 75),
    ('other', 'Huelva', 'ES', 530, 0.40, 72), ('other', 'Ciudad Real', 'ES', 490, 0.34, 69),
    ('other', 'León', 'ES', 447, 0.36, 68), ('other', 'Lleida', 'ES', 445, 0.40, 70),
    ('other', 'Cáceres', 'ES', 388, 0.30, 66), ('other', 'Albacete', 'ES', 386, 0.42, 72),
    ('other', 'Burgos', 'ES', 357, 0.44, 72), ('other', 'Salamanca', 'ES', 326, 0.42, 71),
    ('other', 'Lugo', 'ES', 325, 0.28, 64), ('other', 'La Rioja', 'ES', 322, 0.50, 75),
    ('other', 'Ourense', 'ES', 304, 0.28, 64), ('other', 'Guadalajara', 'ES', 275, 0.44, 72),
    ('other', 'Huesca', 'ES', 226, 0.32, 67), ('other', 'Cuenca', 'ES', 197, 0.28, 65),
    ('other', 'Zamora', 'ES', 166, 0.28, 64), ('other', 'Ávila', 'ES', 159, 0.30, 66),
    ('other', 'Palencia', 'ES', 158, 0.36, 69), ('other', 'Segovia', 'ES', 155, 0.34, 68),
    ('other', 'Teruel', 'ES', 134, 0.24, 62), ('other', 'Soria', 'ES', 89, 0.28, 64),
    ('other', 'Melilla', 'ES', 86, 0.40, 70), ('other', 'Ceuta', 'ES', 83, 0.40, 70),
    ('Ciudad de México', 'Ciudad de México', 'MX', 3200, 0.58, 76), ('Ecatepec', 'Estado de México', 'MX', 700, 0.40, 70),
    ('Toluca', 'Estado de México', 'MX', 500, 0.46, 72), ('other', 'Estado de México', 'MX', 1400, 0.28, 66),
    ('Guadalajara', 'Jalisco', 'MX', 900, 0.52, 75), ('Zapopan', 'Jalisco', 'MX', 500, 0.54, 76),
    ('other', 'Jalisco', 'MX', 300, 0.26, 66), ('Monterrey', 'Nuevo León', 'MX', 1100, 0.56, 77),
    ('other', 'Nuevo León', 'MX', 400, 0.32, 69), ('Puebla', 'Puebla', 'MX', 600, 0.46, 73),
    ('other', 'Puebla', 'MX', 300, 0.20, 63), ('León de los Aldama', 'Guanajuato', 'MX', 400, 0.44, 72),
    ('other', 'Guanajuato', 'MX', 300, 0.24, 65), ('Querétaro', 'Querétaro', 'MX', 400, 0.50, 75),
    ('other', 'Querétaro', 'MX', 100, 0.24, 66), ('Cancún', 'Quintana Roo', 'MX', 350, 0.44, 73),
    ('other', 'Quintana Roo', 'MX', 100, 0.22, 65), ('Mérida', 'Yucatán', 'MX', 350, 0.46, 74),
    ('other', 'Yucatán', 'MX', 100, 0.20, 63), ('other', 'Veracruz', 'MX', 500, 0.24, 65)
),
shares AS (
    SELECT *, sum(weight) OVER (ORDER BY market, province, city) / sum(weight) OVER () AS upto,
        weight / sum(weight) OVER () AS share
    FROM places
),
tickets AS (
    SELECT city, province, market, footprint, network,
        unnest(range(round((upto - share) * 10000)::INT, round(upto * 10000)::INT)) AS ticket
    FROM shares
),
rooted AS (
    SELECT i, city, province, market, footprint, market = 'MX' AS mx,
        clamp(round(network + 9 * z(i, 'network')), 5, 100)::INT AS network_quality,
        clamp(round(if(market = 'MX', 39, 46) + 15.5 * z(i, 'age')), 18, 97)::INT AS age
    FROM people JOIN tickets ON ticket = floor(u(i, 'place') * 10000)::INT
),
lines AS (
    SELECT *,
        CASE
            WHEN u(i, 'line') < if(mx, 0.54, if(age < 26, 0.34, 0.20)) THEN 'prepaid'
            WHEN u(i, 'line') < if(mx, 0.94, 0.90) THEN 'contract'
            ELSE 'none'
        END AS line_type
    FROM rooted
),
rooted_lines AS (
    SELECT *,
        clamp(floor(-ln(1 - u(i, 'tenure')) * CASE line_type WHEN 'prepaid' THEN 22 WHEN 'contract' THEN 48 ELSE 30 END
            * (0.6 + age / 110.0)), 0, 290)::INT AS tenure_months,
        -- a prepaid customer has often never given an address
        CASE
            WHEN line_type = 'none' THEN true
            WHEN line_type = 'prepaid' AND chance(i, 'no address', 0.72) THEN NULL
            ELSE chance(i, 'footprint', footprint)
        END AS fibre_available
    FROM lines
),
homes AS (
    SELECT *,
        line_type = 'none' OR (coalesce(fibre_available, false) AND chance(i, 'fibre', CASE
            WHEN line_type = 'prepaid' THEN 0.06
            WHEN mx THEN 0.50
            ELSE 0.72 + 0.07 * (tenure_months > 24)::INT
        END)) AS has_fibre,
        CASE
            WHEN line_type = 'none' THEN NULL
            WHEN line_type = 'prepaid' THEN if(chance(i, 'plan', 0.62), 'prepaid_10', 'prepaid_25')
            WHEN chance(i, 'plan', CASE WHEN tenure_months > 60 THEN 0.28 WHEN age < 35 THEN 0.01 ELSE 0.05 END) THEN 'contract_legacy'
            WHEN chance(i, 'bigger', if(age < 35, 0.71, 0.51)) THEN if(chance(i, 'biggest', 0.41), 'contract_unlimited', 'contract_50')
            ELSE 'contract_20'
        END AS mobile_plan
    FROM rooted_lines
),
usage AS (
    SELECT *,
        CASE mobile_plan
            WHEN 'prepaid_10' THEN 10 WHEN 'prepaid_25' THEN 25 WHEN 'contract_legacy' THEN 8
            WHEN 'contract_20' THEN 20 WHEN 'contract_50' THEN 50 WHEN 'contract_unlimited' THEN 200
        END AS data_gb,
        CASE
            WHEN NOT has_fibre THEN NULL
            WHEN chance(i, 'speed', if(tenure_months > 36, 0.50, 0.28)) THEN 300
            ELSE if(chance(i, 'gigabit', 0.3), 1000, 600)
        END AS fibre_speed_mb,
        has_fibre AND chance(i, 'tv', if(age > 45, 0.44, 0.30)) AS has_tv,
        line_type = 'contract' AND chance(i, 'financed', 0.17) AS device_financed,
        CASE
            WHEN line_type = 'none' THEN NULL
            -- most lines hardly ever drop a call; a few, in badly served spots, drop one after the other
            ELSE least(60, floor(-ln(1 - u(i, 'dropped')) * if(chance(i, 'bad spot', 0.115 * pow((100 - network_quality) / 40.0, 3)), 3.6, 0.42)))::INT
        END AS dropped_calls_30d,
        CASE WHEN has_fibre THEN least(12, floor(-ln(1 - u(i, 'outage')) * (0.22 + 0.5 * (100 - network_quality) / 100.0)))::INT END
            AS outages_90d
    FROM homes
),
care AS (
    SELECT *,
        CASE
            WHEN data_gb IS NULL THEN NULL
            WHEN data_gb = 200 THEN least(400, exp(3.35 - 0.012 * (age - 40) + 0.75 * z(i, 'data')))
            ELSE least(data_gb * 1.6, data_gb * exp(-0.62 - 0.011 * (age - 40) + 0.62 * z(i, 'data')))
        END AS used,
        -- days since the last complaint: the worse the service, the sooner
        CASE WHEN chance(i, 'ever complained', clamp(0.15 + 0.07 * coalesce(dropped_calls_30d, 0)
                + 0.11 * coalesce(outages_90d, 0), 0, 0.9))
            THEN least(729, floor(-ln(1 - u(i, 'complaint')) * (260 / (1 + 0.35 * coalesce(dropped_calls_30d, 0)
                + 0.55 * coalesce(outages_90d, 0)))))::INT
        END AS last_complaint_days,
        CASE
            WHEN line_type = 'prepaid' THEN 'none'
            WHEN device_financed THEN 'twenty_four_months'
            WHEN chance(i, 'free', if(tenure_months < 12, 0.42, 0.76)) THEN 'none'
            ELSE if(chance(i, 'year', 0.78), 'twelve_months', 'twenty_four_months')
        END AS commitment
    FROM usage
),
billed AS (
    SELECT *,
        CASE WHEN last_complaint_days > 365 THEN 0 WHEN last_complaint_days IS NULL THEN 0
            ELSE 1 + least(8, floor(-ln(1 - u(i, 'more complaints')) * (0.35 + 0.2 * coalesce(outages_90d, 0))))::INT
        END AS complaints_12m,
        CASE
            WHEN line_type = 'contract' AND NOT device_financed THEN least(8, floor(-ln(1 - u(i, 'late')) * if(mx, 0.62, 0.42)))::INT
            WHEN line_type = 'contract' THEN least(8, floor(-ln(1 - u(i, 'late')) * 0.68))::INT
            WHEN has_fibre THEN least(8, floor(-ln(1 - u(i, 'late')) * 0.45))::INT
        END AS late_payments_12m,
        CASE WHEN line_type = 'contract' THEN least(5, floor(-ln(1 - u(i, 'family')) * if(age BETWEEN 35 AND 60, 0.95, 0.48)))::INT ELSE 0 END
            AS family_lines,
        CASE commitment
            WHEN 'twelve_months' THEN floor(u(i, 'renewal') * 365)::INT
            WHEN 'twenty_four_months' THEN floor(u(i, 'renewal') * 730)::INT
        END AS renewal_days,
        CASE WHEN line_type <> 'prepaid' AND chance(i, 'promo', if(tenure_months < 12, 0.55, 0.14)) THEN floor(u(i, 'promo end') * 365)::INT END
            AS promo_ends_days,
        CASE line_type
            WHEN 'none' THEN NULL
            ELSE least(119, floor(-ln(1 - u(i, 'device')) * if(device_financed, 9, 27)))::INT
        END AS device_age_months,
        (CASE mobile_plan
            WHEN 'prepaid_10' THEN 9.4 WHEN 'prepaid_25' THEN 13.8 WHEN 'contract_legacy' THEN 17.2 WHEN 'contract_20' THEN 15.4
            WHEN 'contract_50' THEN 21.2 WHEN 'contract_unlimited' THEN 28.9 ELSE 0
        END + CASE fibre_speed_mb WHEN 300 THEN 30.6 WHEN 600 THEN 37.2 WHEN 1000 THEN 44.0 ELSE 0 END + 8.6 * has_tv::INT) AS base_price
    FROM care
),
scored AS (
    SELECT *,
        round(greatest(5, (base_price + 8.9 * family_lines + 19.5 * device_financed::INT)
            * if(mx, 0.62, 1) * (0.78 + 0.44 * u(i, 'spend'))), 2) AS arpu,
        1 / (1 + exp(-(-3.35
            + 1.15 * coalesce(last_complaint_days <= 60, false)::INT + 0.16 * coalesce(dropped_calls_30d, 0)
            + 0.30 * coalesce(outages_90d, 0) + 0.55 * (line_type = 'prepaid')::INT
            + 0.85 * (tenure_months < 12)::INT - 0.006 * tenure_months
            - 0.75 * (has_fibre AND line_type = 'contract')::INT - 1.0 * (commitment <> 'none')::INT
            + 1.1 * coalesce(renewal_days <= 60, false)::INT + 0.7 * coalesce(promo_ends_days <= 45, false)::INT
            + 0.35 * coalesce(late_payments_12m >= 2, false)::INT
            + 0.8 * coalesce(used / data_gb < 0.12, false)::INT + 1.9 * (u(i, 'churn') - 0.5)))) AS churn
    FROM billed
),
reached AS (
    SELECT *,
        chance(i, 'app', clamp(0.86 - 0.0075 * (age - 20) + 0.08 * has_fibre::INT - 0.12 * (line_type = 'prepaid')::INT, 0.05, 0.95)) AS app_active,
        1 + floor(pow(u(i, 'name'), 1.25) * 10)::INT AS nth_name,
        coalesce(last_complaint_days <= 21, false) AND chance(i, 'ticket', 0.42) OR chance(i, 'other ticket', 0.012) AS open_ticket
    FROM scored
)
SELECT
    'ON' || (100000000 + i) AS customer_id,
    CASE WHEN chance(i, 'unnamed', if(line_type = 'prepaid', 0.14, 0.004)) THEN NULL
        WHEN mx AND u(i, 'sex') < 0.508 THEN ['Guadalupe', 'María', 'Fernanda', 'Ximena', 'Alejandra', 'Sofía', 'Daniela', 'Verónica', 'Leticia', 'Valeria'][nth_name]
        WHEN mx THEN ['José', 'Juan', 'Luis', 'Carlos', 'Miguel', 'Jesús', 'Alejandro', 'Francisco', 'Diego', 'Emiliano'][nth_name]
        WHEN u(i, 'sex') < 0.508 THEN ['María', 'Carmen', 'Ana', 'Lucía', 'Laura', 'Marta', 'Elena', 'Isabel', 'Cristina', 'Nuria'][nth_name]
        ELSE ['Antonio', 'Manuel', 'José', 'David', 'Javier', 'Daniel', 'Carlos', 'Pablo', 'Sergio', 'Iker'][nth_name]
    END AS first_name,
    CASE WHEN app_active OR chance(i, 'has mail', 0.6) THEN 'on' || (100000000 + i) || '@correo.example' END AS email_address,
    CASE WHEN line_type <> 'none' OR chance(i, 'left a number', 0.7)
        THEN if(mx, '+5255', '+346') || lpad(CAST(i AS VARCHAR), 8, '0') END AS mobile_phone,
    CASE WHEN chance(i, 'no birthday', if(line_type = 'prepaid', 0.11, 0.01)) THEN NULL ELSE age END AS age,
    CASE WHEN chance(i, 'no sex', 0.06) THEN NULL WHEN u(i, 'sex') < 0.508 THEN 'female' ELSE 'male' END AS sex,
    CASE WHEN mx THEN if(chance(i, 'english', 0.015), 'en', 'es-MX')
        WHEN u(i, 'english') < if(province IN ('Alicante', 'Málaga', 'Illes Balears', 'Las Palmas', 'Santa Cruz de Tenerife', 'Girona'), 0.13, 0.022) THEN 'en'
        WHEN u(i, 'english') > 0.988 THEN 'es-MX' ELSE 'es-ES' END AS language,
    market, province, city,
    tenure_months, line_type, mobile_plan, data_gb, commitment, renewal_days,
    (line_type <> 'none')::INT + family_lines AS mobile_lines,
    family_lines,
    line_type <> 'none' AS has_mobile,
    line_type <> 'none' AND NOT has_fibre AS mobile_only,
    has_fibre, fibre_speed_mb, has_tv,
    has_tv AND chance(i, 'cinema', 0.24) AS has_cinema,
    has_fibre AND line_type = 'contract' AS convergent,
    fibre_available,
    line_type <> 'none' AND chance(i, 'portability', 0.06 * churn) AS portability_requested,
    promo_ends_days,
    round(used, 1) AS data_used_gb,
    round(used / data_gb, 3) AS data_used_share,
    CASE WHEN line_type = 'none' THEN NULL WHEN chance(i, 'abroad', if(mx, 0.16, 0.11))
        THEN least(3000, ceil(exp(3.1 + 1.1 * z(i, 'minutes abroad'))))::INT ELSE 0 END AS international_minutes,
    CASE WHEN line_type = 'none' THEN NULL WHEN chance(i, 'roaming', clamp(0.06 + 0.006 * arpu, 0, 0.5))
        THEN least(365, ceil(exp(1.9 + 0.8 * z(i, 'days abroad'))))::INT ELSE 0 END AS roaming_days_12m,
    CASE WHEN line_type = 'prepaid' THEN least(60, greatest(0, round(3.1 - churn * 4 + 1.3 * z(i, 'topups'))))::INT END AS top_ups_90d,
    CASE WHEN line_type = 'prepaid' THEN least(365, floor(-ln(1 - u(i, 'topup')) * (16 + 60 * churn)))::INT END AS last_top_up_days,
    app_active,
    device_age_months,
    CASE WHEN line_type <> 'none' THEN device_age_months < 48 AND chance(i, '5g', clamp(0.955 - 0.011 * device_age_months - 0.18 * (line_type = 'prepaid')::INT, 0.02, 1)) END
        AS device_5g,
    device_financed,
    dropped_calls_30d,
    CASE WHEN line_type = 'none' AND chance(i, 'unmeasured', 0.7) THEN NULL ELSE network_quality END AS network_quality,
    least(40, floor(-ln(1 - u(i, 'care')) * (0.5 + 2.2 * coalesce(last_complaint_days <= 90, false)::INT + 0.5 * coalesce(outages_90d, 0))))::INT AS care_contacts_90d,
    outages_90d, last_complaint_days, complaints_12m, open_ticket,
    CASE WHEN chance(i, 'answered', 0.31) THEN clamp(round(8.1 + 0.028 * (network_quality - 75) - 2.6 * coalesce(last_complaint_days <= 60, false)::INT
        - 0.28 * coalesce(dropped_calls_30d, 0) - 4.5 * churn + 3.6 * (u(i, 'nps') + u(i, 'mood') - 1)), 0, 10)::INT END AS nps,
    round(clamp(arpu * (0.84 + 0.32 * u(i, 'bill')), 0, 400), 2) AS monthly_spend,
    arpu,
    CASE WHEN arpu >= 60 THEN 'high' WHEN arpu >= 22 THEN 'medium' ELSE 'low' END AS value_segment,
    CASE
        WHEN line_type = 'prepaid' THEN if(chance(i, 'pays', if(mx, 0.72, 0.34)), 'cash', 'card')
        WHEN chance(i, 'pays', if(mx, 0.14, 0.87)) THEN 'direct_debit'
        WHEN mx AND chance(i, 'at the till', 0.35) THEN 'cash'
        ELSE if(chance(i, 'pays by card', 0.8), 'card', 'transfer')
    END AS payment_method,
    late_payments_12m,
    round(churn, 3) AS churn_risk,
    chance(i, 'ok email', clamp(0.60 + 0.12 * app_active::INT - 0.18 * (line_type = 'prepaid')::INT, 0, 1)) AS consent_email,
    chance(i, 'ok sms', 0.63 - 0.06 * (age > 70)::INT) AS consent_sms,
    app_active AND chance(i, 'ok push', 0.68) AS consent_push,
    chance(i, 'ok call', 0.22 + 0.004 * (age - 30)) AS consent_call,
    chance(i, 'no letters', 0.08) AS opted_out_letter,
    least(12, floor(-ln(1 - u(i, 'emails')) * 1.5))::INT AS emails_last_30_days,
    least(8, floor(-ln(1 - u(i, 'texts')) * 0.6))::INT AS sms_last_30_days,
    line_type <> 'none' AND chance(i, 'minor', if(age BETWEEN 34 AND 56, 0.045, 0.008)) AS minor_line,
    chance(i, 'disability', 0.011 + 0.0005 * greatest(age - 50, 0)) AS disability_tariff,
    chance(i, 'social', if(mx, 0, 0.014 + 0.0006 * greatest(age - 60, 0))) AS social_tariff,
    chance(i, 'deceased', 0.0004 + 0.0001 * greatest(age - 65, 0)) AS deceased
FROM reached

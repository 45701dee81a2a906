-- Synthetic customers of Banco Faro: one row a person, no real one among them.
--
-- Each step may use what the steps before it made, so that one life hangs together: where people live and how old
-- they are shape their work, work shapes income, income shapes credit, credit shapes what they hold. An empty value
-- is something the bank was never told.
WITH
-- Customers by the size of a place (about its population in thousands; the bank is stronger in Madrid and Barcelona),
-- and income against the national mean.
places (province, region, postal_prefix, city, weight, wealth) AS (VALUES
    ('Álava', 'ES-PV', '01', 'Vitoria-Gasteiz', 255, 1.14), ('Álava', 'ES-PV', '01', 'other_municipality', 81, 1.14),
    ('Albacete', 'ES-CM', '02', 'other_municipality', 386, 0.88),
    ('Alicante', 'ES-VC', '03', 'Alicante capital', 345, 0.88), ('Alicante', 'ES-VC', '03', 'Elche', 238, 0.88),
    ('Alicante', 'ES-VC', '03', 'other_municipality', 1372, 0.88),
    ('Almería', 'ES-AN', '04', 'other_municipality', 753, 0.82),
    ('Ávila', 'ES-CL', '05', 'other_municipality', 159, 0.9),
    ('Badajoz', 'ES-EX', '06', 'other_municipality', 667, 0.8), ('Baleares', 'ES-IB', '07', 'Palma', 423, 1.0),
    ('Baleares', 'ES-IB', '07', 'other_municipality', 786, 1.0),
    ('Barcelona', 'ES-CT', '08', 'Barcelona ciudad', 2158, 1.1),
    ('Barcelona', 'ES-CT', '08', 'L''Hospitalet de Llobregat', 356, 1.1),
    ('Barcelona', 'ES-CT', '08', 'Badalona', 292, 1.1), ('Barcelona', 'ES-CT', '08', 'Terrassa', 294, 1.1),
    ('Barcelona', 'ES-CT', '08', 'Sabadell', 283, 1.1), ('Barcelona', 'ES-CT', '08', 'other_municipality', 4192, 1.1),
    ('Burgos', 'ES-CL', '09', 'other_municipality', 356, 1.04),
    ('Cáceres', 'ES-EX', '10', 'other_municipality', 388, 0.82),
    ('Cádiz', 'ES-AN', '11', 'Jerez de la Frontera', 213, 0.86),
    ('Cádiz', 'ES-AN', '11', 'other_municipality', 1037, 0.86),
    ('Castellón', 'ES-VC', '12', 'other_municipality', 607, 0.94),
    ('Ciudad Real', 'ES-CM', '13', 'other_municipality', 492, 0.86),
    ('Córdoba', 'ES-AN', '14', 'Córdoba capital', 323, 0.84),
    ('Córdoba', 'ES-AN', '14', 'other_municipality', 450, 0.84),
    ('A Coruña', 'ES-GA', '15', 'other_municipality', 1122, 0.98),
    ('Cuenca', 'ES-CM', '16', 'other_municipality', 198, 0.87),
    ('Girona', 'ES-CT', '17', 'other_municipality', 810, 1.02),
    ('Granada', 'ES-AN', '18', 'Granada capital', 230, 0.86),
    ('Granada', 'ES-AN', '18', 'other_municipality', 705, 0.86),
    ('Guadalajara', 'ES-CM', '19', 'other_municipality', 276, 1.0),
    ('Gipuzkoa', 'ES-PV', '20', 'Donostia', 188, 1.18), ('Gipuzkoa', 'ES-PV', '20', 'other_municipality', 539, 1.18),
    ('Huelva', 'ES-AN', '21', 'other_municipality', 533, 0.82),
    ('Huesca', 'ES-AR', '22', 'other_municipality', 227, 0.99),
    ('Jaén', 'ES-AN', '23', 'other_municipality', 620, 0.8), ('León', 'ES-CL', '24', 'other_municipality', 448, 0.94),
    ('Lleida', 'ES-CT', '25', 'other_municipality', 449, 1.0),
    ('La Rioja', 'ES-RI', '26', 'other_municipality', 324, 1.0),
    ('Lugo', 'ES-GA', '27', 'other_municipality', 324, 0.92), ('Madrid', 'ES-MD', '28', 'Madrid capital', 4676, 1.18),
    ('Madrid', 'ES-MD', '28', 'Móstoles', 297, 1.18), ('Madrid', 'ES-MD', '28', 'Alcalá de Henares', 279, 1.18),
    ('Madrid', 'ES-MD', '28', 'Fuenlabrada', 266, 1.18), ('Madrid', 'ES-MD', '28', 'Leganés', 269, 1.18),
    ('Madrid', 'ES-MD', '28', 'Getafe', 259, 1.18), ('Madrid', 'ES-MD', '28', 'Alcorcón', 242, 1.18),
    ('Madrid', 'ES-MD', '28', 'other_municipality', 3332, 1.18),
    ('Málaga', 'ES-AN', '29', 'Málaga capital', 587, 0.9), ('Málaga', 'ES-AN', '29', 'other_municipality', 1164, 0.9),
    ('Murcia', 'ES-MC', '30', 'Murcia capital', 470, 0.87), ('Murcia', 'ES-MC', '30', 'Cartagena', 219, 0.87),
    ('Murcia', 'ES-MC', '30', 'other_municipality', 863, 0.87), ('Navarra', 'ES-NC', '31', 'Pamplona', 205, 1.13),
    ('Navarra', 'ES-NC', '31', 'other_municipality', 467, 1.13),
    ('Ourense', 'ES-GA', '32', 'other_municipality', 304, 0.89), ('Asturias', 'ES-AS', '33', 'Gijón', 268, 0.99),
    ('Asturias', 'ES-AS', '33', 'Oviedo', 215, 0.99), ('Asturias', 'ES-AS', '33', 'other_municipality', 523, 0.99),
    ('Palencia', 'ES-CL', '34', 'other_municipality', 158, 1.0),
    ('Las Palmas', 'ES-CN', '35', 'Las Palmas de Gran Canaria', 378, 0.88),
    ('Las Palmas', 'ES-CN', '35', 'other_municipality', 762, 0.88), ('Pontevedra', 'ES-GA', '36', 'Vigo', 293, 0.93),
    ('Pontevedra', 'ES-GA', '36', 'other_municipality', 652, 0.93),
    ('Salamanca', 'ES-CL', '37', 'other_municipality', 327, 0.95),
    ('Santa Cruz de Tenerife', 'ES-CN', '38', 'other_municipality', 1072, 0.88),
    ('Cantabria', 'ES-CB', '39', 'Santander', 172, 0.98),
    ('Cantabria', 'ES-CB', '39', 'other_municipality', 416, 0.98),
    ('Segovia', 'ES-CL', '40', 'other_municipality', 156, 0.97),
    ('Sevilla', 'ES-AN', '41', 'Sevilla capital', 684, 0.9),
    ('Sevilla', 'ES-AN', '41', 'other_municipality', 1276, 0.9),
    ('Soria', 'ES-CL', '42', 'other_municipality', 90, 1.02),
    ('Tarragona', 'ES-CT', '43', 'other_municipality', 850, 1.0),
    ('Teruel', 'ES-AR', '44', 'other_municipality', 135, 0.97),
    ('Toledo', 'ES-CM', '45', 'other_municipality', 735, 0.9),
    ('Valencia', 'ES-VC', '46', 'Valencia capital', 807, 0.97),
    ('Valencia', 'ES-VC', '46', 'other_municipality', 1893, 0.97),
    ('Valladolid', 'ES-CL', '47', 'Valladolid capital', 297, 1.03),
    ('Valladolid', 'ES-CL', '47', 'other_municipality', 225, 1.03), ('Bizkaia', 'ES-PV', '48', 'Bilbao', 346, 1.12),
    ('Bizkaia', 'ES-PV', '48', 'other_municipality', 814, 1.12),
    ('Zamora', 'ES-CL', '49', 'other_municipality', 166, 0.88),
    ('Zaragoza', 'ES-AR', '50', 'Zaragoza capital', 682, 1.03),
    ('Zaragoza', 'ES-AR', '50', 'other_municipality', 294, 1.03),
    ('Ceuta', 'ES-CE', '51', 'other_municipality', 83, 0.95),
    ('Melilla', 'ES-ML', '52', 'other_municipality', 86, 0.93)
),
-- Ten thousand numbered slots, shared out by population: drawing a number is drawing a place.
slots AS (
    SELECT province, region, postal_prefix, city, wealth, unnest(range(first_slot, end_slot)) AS slot
    FROM (
        SELECT *,
            CAST(round(10000 * (sum(weight) OVER (ORDER BY province, city) - weight) / sum(weight) OVER ()) AS BIGINT)
                AS first_slot,
            CAST(round(10000 * sum(weight) OVER (ORDER BY province, city) / sum(weight) OVER ()) AS BIGINT) AS end_slot
        FROM places
    )
),
person AS (
    SELECT i, province, region, postal_prefix, city, wealth,
        CAST(floor(CASE
            WHEN generation < 0.03 THEN 0 + 18 * u(i, 'age')
            WHEN generation < 0.11 THEN 18 + 7 * u(i, 'age')
            WHEN generation < 0.24 THEN 25 + 10 * u(i, 'age')
            WHEN generation < 0.40 THEN 35 + 10 * u(i, 'age')
            WHEN generation < 0.58 THEN 45 + 10 * u(i, 'age')
            WHEN generation < 0.74 THEN 55 + 10 * u(i, 'age')
            WHEN generation < 0.865 THEN 65 + 10 * u(i, 'age')
            WHEN generation < 0.957 THEN 75 + 10 * u(i, 'age')
            ELSE 85 + 12 * u(i, 'age') END) AS INTEGER) AS age,
        CASE WHEN chance(i, 'sex', 0.51) THEN 'female' ELSE 'male' END AS born
    FROM (
        SELECT i, CAST(floor(u(i, 'place') * 10000) AS BIGINT) AS drawn,
            u(i, 'decade') AS generation
        FROM people
    )
    JOIN slots ON slots.slot = drawn
),
work AS (
    SELECT *,
        CASE
            WHEN age < 18 THEN 'student'
            WHEN age < 25 THEN CASE WHEN job < 0.48 THEN 'student' WHEN job < 0.84 THEN 'employee'
                WHEN job < 0.96 THEN 'unemployed' ELSE 'self_employed' END
            WHEN age < 60 OR (age < 67 AND job < 0.62) THEN CASE WHEN job < 0.34 OR job BETWEEN 0.62 AND 0.88 THEN 'employee'
                WHEN job < 0.47 THEN 'civil_servant' WHEN job < 0.62 THEN 'self_employed'
                WHEN job < 0.96 THEN 'unemployed' ELSE 'homemaker' END
            WHEN job < 0.95 OR age < 67 THEN 'retired'
            ELSE 'homemaker'
        END AS employment,
        CAST(least(greatest(age - 16, age / 3) * 12, 1 - 95 * ln(1 - u(i, 'tenure')), 720) AS INTEGER) AS tenure_months
    FROM (SELECT *, u(i, 'job') AS job FROM person)
),
income AS (
    SELECT *,
        round(clamp(
            CASE employment WHEN 'employee' THEN 1650 WHEN 'civil_servant' THEN 2050 WHEN 'self_employed' THEN 1700
                WHEN 'retired' THEN 1270 WHEN 'unemployed' THEN 700 WHEN 'student' THEN 380 ELSE 480 END
            * wealth
            * CASE WHEN employment IN ('employee', 'civil_servant', 'self_employed')
                THEN 0.72 + 0.43 * clamp((age - 21) / 29.0, 0, 1) ELSE 1 END
            * exp(0.36 * z(i, 'income')), 0, 40000), -1) AS earned,
        age >= 16 AND chance(i, 'payroll',
            CASE employment WHEN 'employee' THEN 0.72 WHEN 'civil_servant' THEN 0.80 ELSE 0 END) AS payroll,
        employment = 'retired' AND chance(i, 'pension', 0.62) AS pension
    FROM work
),
risk AS (
    SELECT *,
        age >= 18 AND chance(i, 'arrears', clamp(
            0.027 * exp(-0.75 * ln((earned + 200) / 1500) + CASE WHEN payroll OR pension THEN -0.35 ELSE 0.25 END
                + 0.4 * z(i, 'luck')), 0.002, 0.35)) AS in_arrears,
        CASE WHEN age < 18 THEN age < 0
            ELSE chance(i, 'home', clamp(0.10 + 0.0135 * (age - 22) + 0.10 * ln((earned + 200) / 1500), 0.02, 0.9))
        END AS owns_home,
        chance(i, 'digital', clamp(1.13 - 0.0118 * greatest(age, 25), 0.1, 0.95)) AND age >= 14 AS digital_active
    FROM income
),
score AS (
    SELECT *,
        CASE WHEN age < 18 OR chance(i, 'thin file', CASE WHEN age < 24 THEN 0.25 ELSE 0.04 END) THEN NULL
            ELSE CAST(clamp(round(692 + 42 * ln((earned + 200) / 1500) + 0.55 * (least(age, 70) - 42)
                + CASE WHEN payroll OR pension THEN 22 ELSE -6 END + 0.08 * least(tenure_months, 180)
                - CASE WHEN in_arrears THEN 155 ELSE 0 END + 50 * z(i, 'score')), 300, 850) AS INTEGER)
        END AS credit_score
    FROM risk
),
holdings AS (
    SELECT *,
        payroll OR pension OR chance(i, 'account', 0.90) AS has_account,
        age >= 18 AND chance(i, 'card', clamp(0.25 + 0.10 * ln((earned + 200) / 1500)
            + coalesce(credit_score - 700, -120) / 800.0 + CASE WHEN payroll THEN 0.07 ELSE 0 END
            - CASE WHEN in_arrears THEN 0.12 ELSE 0 END, 0.01, 0.8)) AS wants_card,
        coalesce(owns_home, false) AND age BETWEEN 26 AND 72
            AND chance(i, 'mortgage', clamp(0.44 - 0.006 * (age - 35), 0.04, 0.46)) AS has_mortgage,
        age BETWEEN 20 AND 75 AND chance(i, 'loan', clamp(0.125 - 0.0012 * (age - 35)
            + CASE WHEN payroll THEN 0.03 ELSE 0 END, 0.01, 0.2)) AS has_personal_loan,
        CASE WHEN chance(i, 'saver', clamp(0.30 + 0.0058 * least(age, 75) + 0.13 * ln((earned + 200) / 1500), 0.05, 0.92))
            THEN round(least(3000000, exp(7.35 + 0.021 * least(age, 75) + 0.75 * ln((earned + 200) / 1500) + 1.15 * z(i, 'savings'))), 2)
            ELSE 0 END AS savings_balance,
        CASE WHEN chance(i, 'investor', clamp(0.02 + 0.0022 * least(age, 70) + 0.14 * ln((earned + 200) / 1500), 0.004, 0.6))
            THEN round(least(5000000, exp(8.9 + 0.010 * least(age, 75) + 0.6 * ln((earned + 200) / 1500) + 1.1 * z(i, 'funds'))), 2)
            ELSE 0 END AS investments_balance
    FROM score
),
products AS (
    SELECT *,
        has_account AND wants_card AS has_credit_card,
        has_account AND wants_card AND coalesce(credit_score, 0) >= 690
            AND chance(i, 'gold', clamp(0.20 + 0.40 * ln((earned + 200) / 1500), 0.02, 0.75)) AS has_gold,
        has_account AND age >= 14 AND chance(i, 'debit', 0.84) AS has_debit_card,
        has_account AND age BETWEEN 18 AND 30 AND chance(i, 'youth', 0.27) AS has_youth_card,
        has_account AND digital_active AND age >= 18 AND chance(i, 'online', 0.27) AS has_online_account,
        savings_balance > 0 AND chance(i, 'pot', 0.46) AS has_savings_account,
        savings_balance >= 3000 AND chance(i, 'deposit', clamp(0.05 + 0.0042 * least(age, 80), 0, 0.4)) AS has_deposit,
        age >= 28 AND investments_balance > 0 AND chance(i, 'plan', 0.42) AS has_pension_plan,
        coalesce(owns_home, false) AND chance(i, 'house cover', CASE WHEN has_mortgage THEN 0.68 ELSE 0.21 END) AS has_home_insurance,
        CASE WHEN has_account THEN round(CASE WHEN in_arrears AND chance(i, 'overdrawn', 0.5) THEN -1 * u(i, 'overdraft') * 900
            ELSE (earned + 250) * exp(0.15 + 0.95 * z(i, 'balance')) END, 2) END AS average_balance,
        CASE WHEN has_mortgage THEN round((210 + 0.17 * least(earned, 6000)) * exp(0.22 * z(i, 'instalment')), 2) ELSE 0 END
            + CASE WHEN has_personal_loan THEN round((55 + 0.065 * least(earned, 6000)) * exp(0.35 * z(i, 'loan size')), 2) ELSE 0 END
            AS monthly_debt,
        CASE WHEN chance(i, 'complained', 0.055) THEN CAST(least(1 - 420 * ln(1 - u(i, 'complaint')), 3650) AS INTEGER) END AS last_complaint_days
    FROM holdings
),
contact AS (
    SELECT *,
        digital_active AND age >= 16 AND chance(i, 'app', 0.86) AS app_installed,
        CASE WHEN chance(i, 'asked email', 0.97) THEN chance(i, 'email', CASE WHEN digital_active THEN 0.74 ELSE 0.31 END) END AS consent_email,
        CASE WHEN chance(i, 'asked sms', 0.97) THEN chance(i, 'sms', CASE WHEN digital_active THEN 0.58 ELSE 0.36 END) END AS consent_sms,
        CASE WHEN chance(i, 'asked call', 0.95) THEN chance(i, 'call', CASE WHEN digital_active THEN 0.17 ELSE 0.29 END) END AS consent_call,
        coalesce(last_complaint_days < 75, false) AND chance(i, 'unsolved', 0.35) AS open_complaint,
        CAST(has_account AS INTEGER) + CAST(has_online_account AS INTEGER) + CAST(has_debit_card AS INTEGER)
            + CAST(has_youth_card AS INTEGER) + CAST(has_credit_card AS INTEGER) + CAST(has_mortgage AS INTEGER)
            + CAST(has_personal_loan AS INTEGER) + CAST(has_savings_account AS INTEGER) + CAST(has_deposit AS INTEGER)
            + CAST(has_pension_plan AS INTEGER) + CAST(has_home_insurance AS INTEGER)
            + CAST(investments_balance > 0 AS INTEGER) AS products_count,
        credit_score + 12 * z(i, 'grade') AS judged
    FROM products
)
SELECT
    'F' || lpad(CAST(i AS VARCHAR), 8, '0') AS customer_id,
    CASE WHEN chance(i, 'nameless', 0.015) THEN NULL
        WHEN born = 'female' AND age < 42 THEN
            (['Lucía', 'Paula', 'Laura', 'Marta', 'Andrea', 'Sara', 'Alba', 'Irene', 'Claudia', 'Cristina', 'Nerea', 'Ainhoa',
              'Noa', 'Aitana', 'Fátima', 'Daniela'])[1 + CAST(floor(u(i, 'name') * 16) AS INTEGER)]
        WHEN born = 'female' THEN
            (['Carmen', 'María', 'Ana', 'Isabel', 'Pilar', 'Teresa', 'Rosa', 'Mercedes', 'Montserrat', 'Dolores', 'Elena', 'Susana',
              'Concepción', 'Begoña', 'Olga', 'Rocío'])[1 + CAST(floor(u(i, 'name') * 16) AS INTEGER)]
        WHEN age < 42 THEN
            (['Hugo', 'Alejandro', 'Pablo', 'Daniel', 'Adrián', 'Álvaro', 'David', 'Sergio', 'Mario', 'Iker', 'Marc', 'Mohamed',
              'Rubén', 'Diego', 'Jorge', 'Brais'])[1 + CAST(floor(u(i, 'name') * 16) AS INTEGER)]
        ELSE
            (['Antonio', 'José', 'Manuel', 'Francisco', 'Juan', 'Luis', 'Miguel', 'Jesús', 'Ángel', 'Jordi', 'Rafael', 'Fernando',
              'Andrés', 'Ramón', 'Íñigo', 'Vicente'])[1 + CAST(floor(u(i, 'name') * 16) AS INTEGER)]
    END AS first_name,
    CASE WHEN digital_active OR consent_email OR chance(i, 'has mail', 0.35) THEN 'c' || (10000000 + i) || '@correo.example' END AS email_address,
    '+346' || lpad(CAST(i AS VARCHAR), 8, '0') AS mobile_phone,
    age,
    CASE WHEN chance(i, 'sex unknown', 0.02) THEN NULL ELSE born END AS sex,
    CASE WHEN chance(i, 'nationality unknown', 0.03) THEN NULL
        WHEN chance(i, 'national', 0.86) THEN 'nat_es'
        ELSE (['nat_ma', 'nat_ma', 'nat_ro', 'nat_ro', 'nat_co', 'nat_co', 'nat_ve', 'nat_it', 'nat_gb', 'nat_cn', 'nat_other',
            'nat_other', 'nat_other', 'nat_other'])[1 + CAST(floor(u(i, 'nationality') * 14) AS INTEGER)] END AS nationality,
    CASE
        WHEN chance(i, 'english', CASE WHEN province IN ('Baleares', 'Alicante', 'Málaga') THEN 0.045 ELSE 0.008 END) THEN 'en-GB'
        WHEN region = 'ES-CT' AND chance(i, 'language', 0.44) THEN 'ca-ES'
        WHEN region = 'ES-IB' AND chance(i, 'language', 0.27) THEN 'ca-ES'
        WHEN region = 'ES-VC' AND chance(i, 'language', 0.17) THEN 'ca-ES'
        WHEN region = 'ES-GA' AND chance(i, 'language', 0.34) THEN 'gl-ES'
        WHEN region IN ('ES-PV', 'ES-NC') AND chance(i, 'language', 0.20) THEN 'eu-ES'
        ELSE 'es-ES' END AS language,
    CASE WHEN chance(i, 'household unknown', 0.28) THEN NULL
        WHEN age BETWEEN 27 AND 60 THEN
            ([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4])[1 + CAST(floor(u(i, 'children') * 20) AS INTEGER)]
        WHEN chance(i, 'late child', 0.05) THEN 1
        ELSE 0 END AS children,
    CASE WHEN has_mortgage THEN true WHEN chance(i, 'home unknown', 0.22) THEN NULL ELSE owns_home END AS homeowner,
    province,
    region,
    city,
    postal_prefix || '0' || CAST(10 + CAST(floor(u(i, 'postal') * 60) AS INTEGER) AS VARCHAR) AS postal_code,
    today() - CAST(tenure_months * 30.44 + floor(u(i, 'day') * 28) AS INTEGER) AS customer_since,
    tenure_months,
    CASE
        WHEN savings_balance + investments_balance > 400000 THEN 'private'
        WHEN employment = 'self_employed' AND chance(i, 'trade', 0.55) THEN 'business'
        WHEN savings_balance + investments_balance > 75000 OR earned > 4200 THEN 'premium'
        WHEN savings_balance + investments_balance > 22000 OR earned > 2400 THEN 'plus'
        WHEN age < 30 THEN 'young'
        ELSE 'retail' END AS segment,
    products_count,
    CASE WHEN chance(i, 'job unknown', CASE WHEN payroll OR pension THEN 0.02 ELSE 0.16 END) THEN NULL ELSE employment END AS employment,
    payroll,
    pension,
    CASE WHEN NOT payroll AND NOT pension AND chance(i, 'income unknown', 0.52) THEN NULL ELSE earned END AS monthly_income,
    CASE
        WHEN NOT payroll AND NOT pension AND chance(i, 'income unknown', 0.52) THEN NULL
        WHEN earned < 900 THEN 'low'
        WHEN earned < 1400 THEN 'lower_middle'
        WHEN earned < 2100 THEN 'middle'
        WHEN earned < 3200 THEN 'upper_middle'
        ELSE 'high' END AS income_band,
    average_balance,
    savings_balance,
    investments_balance,
    CASE WHEN has_account THEN CAST(least(40, floor(-1 * ln(1 - u(i, 'bills')) * CASE WHEN payroll OR pension THEN 4.6 ELSE 1.7 END)) AS INTEGER)
        ELSE 0 END AS direct_debits,
    credit_score,
    CASE
        WHEN credit_score IS NULL THEN NULL
        WHEN judged >= 765 THEN 'grade_a'
        WHEN judged >= 705 THEN 'grade_b'
        WHEN judged >= 640 THEN 'grade_c'
        WHEN judged >= 560 THEN 'grade_d'
        ELSE 'grade_e' END AS risk_grade,
    CASE WHEN credit_score >= 690 AND NOT in_arrears AND (payroll OR pension) AND chance(i, 'preapproved', 0.55)
        THEN clamp(round(earned * (2 + (credit_score - 690) / 22.0), -2), 1000, 60000) END AS preapproved_amount,
    monthly_debt,
    in_arrears,
    has_account,
    has_online_account,
    has_debit_card,
    has_youth_card,
    has_credit_card,
    CASE WHEN has_gold THEN 'gold_tier' WHEN has_credit_card THEN 'classic_tier' END AS credit_card,
    round(least(200000, CASE WHEN has_credit_card THEN earned * exp(1.05 + 0.7 * z(i, 'spend'))
        WHEN has_debit_card THEN earned * exp(0.55 + 0.8 * z(i, 'spend')) ELSE 0 END), 2) AS card_spend_12m,
    CASE WHEN has_credit_card THEN round(clamp(u(i, 'use') * u(i, 'use more') + CASE WHEN in_arrears THEN 0.35 ELSE 0 END, 0, 1), 2) END
        AS card_utilisation,
    has_mortgage,
    CASE WHEN NOT has_mortgage THEN NULL WHEN chance(i, 'rate', 0.52) THEN 'fixed_rate' WHEN chance(i, 'mixed', 0.2) THEN 'mixed_rate'
        ELSE 'variable_rate' END AS mortgage_rate_type,
    has_personal_loan,
    CASE WHEN has_personal_loan THEN CAST(1 + floor(u(i, 'left') * 84) AS INTEGER) END AS loan_months_left,
    has_savings_account,
    has_deposit,
    CASE WHEN has_deposit THEN CAST(floor(u(i, 'matures') * 366) AS INTEGER) END AS deposit_maturity_days,
    has_home_insurance,
    has_pension_plan,
    digital_active,
    app_installed,
    CASE WHEN digital_active THEN CAST(floor(-9 * ln(1 - u(i, 'login'))) AS INTEGER)
        WHEN chance(i, 'once online', 0.42) THEN CAST(least(95 - 420 * ln(1 - u(i, 'login')), 3650) AS INTEGER) END AS last_login_days,
    CAST(least(60, floor(-1 * ln(1 - u(i, 'branch')) * clamp(0.4 + age / 30.0 - CASE WHEN digital_active THEN 1.1 ELSE 0 END, 0.15, 4))) AS INTEGER)
        AS branch_visits_12m,
    CASE WHEN chance(i, 'surveyed', 0.24) THEN CAST(clamp(round(7.9 + 1.9 * z(i, 'nps') - CASE WHEN last_complaint_days < 365 THEN 3.2 ELSE 0 END),
        0, 10) AS INTEGER) END AS nps,
    round(1 / (1 + exp(2.5 + 0.35 * products_count - CASE WHEN open_complaint THEN 1.6 ELSE 0 END - CASE WHEN payroll OR pension THEN 0 ELSE 1.1 END
        - CASE WHEN tenure_months < 18 THEN 0.7 ELSE 0 END + 0.6 * z(i, 'churn'))), 3) AS churn_risk,
    open_complaint,
    last_complaint_days,
    consent_email,
    consent_sms,
    app_installed AND chance(i, 'push', 0.63) AS consent_push,
    consent_call,
    chance(i, 'no letters', 0.13) AS opted_out_letter,
    CASE WHEN consent_email THEN CAST(floor(7 * u(i, 'emails') * sqrt(u(i, 'mailing'))) AS INTEGER) ELSE 0 END AS emails_last_30_days,
    CASE WHEN consent_sms THEN CAST(floor(4 * u(i, 'texts') * u(i, 'texting') * 0.999) AS INTEGER) ELSE 0 END AS sms_last_30_days,
    CASE WHEN consent_call THEN CAST(floor(3 * u(i, 'calls') * u(i, 'calling')) AS INTEGER) ELSE 0 END AS calls_last_90_days,
    age >= 18 AND chance(i, 'vulnerable', CASE WHEN earned < 700 THEN 0.045 ELSE 0.006 END) AS vulnerable,
    CASE WHEN chance(i, 'told us', 0.035) THEN true END AS disability,
    chance(i, 'deceased', CASE WHEN age >= 80 THEN 0.02 WHEN age >= 60 THEN 0.004 ELSE 0.0006 END) AS deceased
FROM contact
